//! temp
fn main() {
    loopscope_engine::snapshot::measure();
}
