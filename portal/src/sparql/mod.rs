//! Public SPARQL queries, answered by child processes that can be killed: `guard` refuses what no
//! reader of the catalogue needs, `pool` keeps the processes and the clock, `worker` is what they run,
//! `protocol` is what both say to each other. `page` is the query page.

pub mod description;
mod examples;
pub mod guard;
pub mod page;
mod pool;
mod protocol;
mod syntax;
pub mod texts;
pub mod worker;

pub use pool::{Pool, QueryError};
pub use protocol::{Answer, Form, Request};
