//! Lessons are embedded, so a new file among them must bring a new build: `include_dir!` itself sees only old ones.

fn main() {
    println!("cargo::rerun-if-changed=lessons");
}
