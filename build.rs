//! Messages and rule pages are embedded by name, which cargo cannot see: a change to them rebuilds the crate.

fn main() {
    println!("cargo::rerun-if-changed=locales");
}
