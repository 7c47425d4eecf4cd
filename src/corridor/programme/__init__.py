"""Programmes: one cooperation run by countries together, with its words, calendars and legal regime."""
