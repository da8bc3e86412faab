//! Tests of the whole program: one binary, one file per subject.

mod bad_input;
mod cli;
mod docs;
mod rooms;
mod support;
