"""Synthetic sample data: invented people, and warehouses in which each company's policy can be tried."""
