//! The SQLite file: open, migrate, insert.
