"""The explorer's pages, a module for each kind."""
