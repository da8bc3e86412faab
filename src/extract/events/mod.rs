//! Events: what happened, goes on, or is to happen, and when.

use crate::model::{Annotated, Finding};

/// Finds the events of a document.
pub fn find(_annotated: &Annotated) -> Vec<Finding> {
    Vec::new()
}
