"""How the parts are put together: settings, addresses, server."""
