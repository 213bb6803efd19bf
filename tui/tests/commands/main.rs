//! The commands of the binary as a user meets them: what they print, what they write, and the code they end with.

mod bad_input;
mod check;
mod chrome;
mod diff;
mod folder;
mod lessons;
mod machine;
mod memory;
mod orders;
mod page;
mod peers_page;
mod pool;
mod testing_page;
mod tiers;
mod why;
