//! `timeline` reads news articles and keeps what happened when, and who claimed what.
//!
//! The library is the tool: [`input`] turns bytes into a [`Document`](model::Document),
//! [`extract::annotate`] reads it, [`extract::findings`] lists its dated events and attributed
//! claims, [`store`] keeps them in one SQLite file, [`query`] asks questions of that file and
//! [`render`] prints the answers. `ARCHITECTURE.md` has the map.

pub mod cli;
pub mod entity;
pub mod error;
pub mod extract;
pub mod input;
pub mod lexicon;
pub mod model;
pub mod query;
pub mod render;
pub mod store;
pub mod text;
pub mod time;

pub use error::{Error, Result};
