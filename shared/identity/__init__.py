"""Who is asking and what they may do: tokens identify (OpenID Connect), the registry's grants authorise."""
