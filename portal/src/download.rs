//! A file that is written while it is fetched, so that none is ever whole in memory.
//!
//! Each is written by a thread of its own, which waits for its reader. So there are only so many at a time, and a
//! reader that takes nothing for too long loses the file.

use crate::error::PortalError;
use actix_web::web::{self, Bytes};
use futures::Stream;
use futures::stream::poll_fn;
use std::io::{self, Write};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::timeout;

/// Size of a piece, in bytes.
const PIECE_BYTES: usize = 64 << 10;

/// Pieces that may wait for their reader: smaller files are written at once, however slowly they are fetched.
const WAITING: usize = 16;

/// Files that are written at the same time.
const WRITERS: usize = 32;

/// How long a piece waits for its reader.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a request waits until another file is done.
const TURN: Duration = Duration::from_secs(10);

static FREE: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(WRITERS)));

/// What `write` writes, piece by piece. An error breaks the answer off, so that nobody takes a part for the whole.
///
/// # Errors
/// 503 while too many files are being written.
pub async fn pieces(
    write: impl FnOnce(&mut Pieces) -> io::Result<()> + Send + 'static,
) -> Result<impl Stream<Item = io::Result<Bytes>> + 'static, PortalError> {
    let turn = timeout(TURN, FREE.clone().acquire_owned()).await;
    let Ok(Ok(turn)) = turn else {
        return Err(PortalError::not_ready(
            "Gerade werden zu viele Dateien abgeholt. / Too many files are being fetched just now.",
        ));
    };
    let (sender, mut receiver) = mpsc::channel(WAITING);
    let mut pieces = Pieces { sender, piece: vec![], runtime: Handle::current() };
    // Nobody waits for it: it tells its reader how it ends, and ends when there is no reader any more.
    drop(web::block(move || {
        let _turn = turn;
        match write(&mut pieces).and_then(|()| pieces.send()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Err(error) => pieces.fail(error),
            Ok(()) => {}
        }
    }));
    Ok(poll_fn(move |context| receiver.poll_recv(context)))
}

/// Takes what is written and hands it on in pieces.
pub struct Pieces {
    sender: mpsc::Sender<io::Result<Bytes>>,
    piece: Vec<u8>,
    runtime: Handle,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::take(&mut self.piece));
        self.hand_on(Ok(piece))
    }

    fn fail(&mut self, error: io::Error) {
        tracing::error!(error = %error, "a file could not be written");
        // Whoever does not listen any more needs no error.
        let _ = self.hand_on(Err(error));
    }

    fn hand_on(&self, piece: io::Result<Bytes>) -> io::Result<()> {
        let taken = self.runtime.block_on(async { timeout(PATIENCE, self.sender.send(piece)).await });
        match taken {
            Ok(Ok(())) => Ok(()),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE_BYTES {
            self.send()?;
        }
        Ok(bytes.len())
    }

    /// Pieces are handed on when they are full, and the last when the file is complete.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::StreamExt;

    #[actix_web::test]
    async fn a_file_arrives_whole_and_in_pieces() {
        let written = |count: usize| {
            move |out: &mut Pieces| (0..count).try_for_each(|number| writeln!(out, "{number}"))
        };
        for count in [0, 1, 400_000] {
            let pieces: Vec<_> = pieces(written(count)).await.expect("a turn").collect().await;
            let pieces: Vec<Bytes> = pieces.into_iter().map(|piece| piece.expect("a piece")).collect();
            let expected: String = (0..count).map(|number| format!("{number}\n")).collect();
            assert_eq!(pieces.concat(), expected.as_bytes());
            assert_eq!(pieces.len(), expected.len().div_ceil(PIECE_BYTES + 8), "{count}");
        }
    }

    #[actix_web::test]
    async fn an_error_ends_the_file() {
        let failing = |out: &mut Pieces| {
            out.write_all(&[0; PIECE_BYTES])?;
            Err(io::Error::other("no"))
        };
        let pieces: Vec<_> = pieces(failing).await.expect("a turn").collect().await;
        assert!(matches!(&pieces[..], [Ok(_), Err(_)]), "{pieces:?}");
    }

    #[actix_web::test]
    async fn a_writer_without_a_reader_stops() {
        let (tell, told) = tokio::sync::oneshot::channel();
        let endless = move |out: &mut Pieces| {
            let ended = loop {
                if let Err(error) = out.write_all(&[0; 1024]) {
                    break error;
                }
            };
            let _ = tell.send(ended.kind());
            Err(ended)
        };
        let mut pieces = pieces(endless).await.expect("a turn");
        assert!(pieces.next().await.is_some());
        drop(pieces);
        assert_eq!(told.await.ok(), Some(io::ErrorKind::BrokenPipe));
    }
}
