"""HCPCS Level II: codes and modifiers of supplies, drugs and services, from the file that CMS publishes."""
