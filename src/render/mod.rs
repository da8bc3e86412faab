//! Rows to text, one file per format.
