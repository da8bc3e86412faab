//! Tests of the whole program: one binary, one file per subject.

mod addresses;
mod bad_input;
mod claims;
mod cli;
mod docs;
mod durable;
mod explain;
mod filters;
mod golden;
mod kept;
mod layouts;
mod pages;
mod rooms;
mod seed;
mod support;
mod watch;
