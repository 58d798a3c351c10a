//! `tieout`: every figure of a bilingual report, tied out.

pub mod figures;
