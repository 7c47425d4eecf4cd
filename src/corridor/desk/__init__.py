"""The signed-in workspace: pages under /desk/ for those who act for a party."""
