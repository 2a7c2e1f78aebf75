"""Hierarchical Condition Categories: the risk adjustment models of CMS (CMS-HCC, ESRD, RxHCC), by payment year."""
