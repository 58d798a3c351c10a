//! What lies over a view and takes the keys.

pub mod export;
pub mod help;
pub mod search;
