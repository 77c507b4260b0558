"""What names a partner beside memberships, children and anchor sites, and how it comes to name another one."""
