//! Dashboards that an operator puts together of any statistics: one file a dashboard, one entry a tile.
//!
//! `tile` is what the file says, `file` reads it, `check` tells what is wrong with it; `plan` looks in the cubes for
//! what a tile asks for, `show` makes a chart of it, or says why there is none (`nothing`). Nothing is added up here:
//! each dimension of a cube is shown along an axis, or stands at one code. To add a kind of tile: a name in
//! [`Kind`](tile::Kind), a file in `show`.

mod check;
pub mod choice;
mod file;
pub mod nothing;
pub mod plan;
pub mod show;
#[cfg(test)]
mod tests;
pub mod tile;

pub use file::load;
pub use tile::{Dashboard, Tile};
