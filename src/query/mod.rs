//! Questions to the store, one file each.
