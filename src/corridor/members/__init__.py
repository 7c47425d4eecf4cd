"""Who signs in, and for which party they act: persons, memberships in a role, delegations, invitations, tokens."""
