//! A file that is written while it is fetched, so that none is ever whole in memory.
//!
//! Each is written by a thread of its own, which waits for its reader. So there are only so many at a time, and a
//! reader that takes nothing for too long loses the file.

use crate::error::PortalError;
use actix_web::web::Bytes;
use futures::Stream;
use futures::stream::poll_fn;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::task::Poll;
use std::thread;
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

/// What `write` writes, piece by piece. If it does not come to its end, the answer is broken off, so that nobody takes
/// a part for the whole.
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
    let complete = Arc::new(AtomicBool::new(false));
    let mut pieces = Pieces { sender, piece: vec![], runtime: Handle::current() };
    let done = complete.clone();
    // A thread of its own, not one of those that pages wait for: readers may be slow.
    let writer = move || {
        let _turn = turn;
        match write(&mut pieces).and_then(|()| pieces.send()) {
            Ok(()) => done.store(true, Ordering::Release),
            // The reader went away, or takes nothing.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Err(error) => tracing::error!(error = %error, "a file could not be written"),
        }
    };
    thread::Builder::new().name("download".into()).spawn(writer).map_err(PortalError::internal)?;
    let mut is_told = false;
    Ok(poll_fn(move |context| match receiver.poll_recv(context) {
        Poll::Ready(None) if !complete.load(Ordering::Acquire) && !is_told => {
            is_told = true;
            Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())))
        }
        other => other.map(|piece| piece.map(Ok)),
    }))
}

/// Takes what is written and hands it on in pieces.
pub struct Pieces {
    sender: mpsc::Sender<Bytes>,
    piece: Vec<u8>,
    runtime: Handle,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::take(&mut self.piece));
        match self.runtime.block_on(async { timeout(PATIENCE, self.sender.send(piece)).await }) {
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
    async fn a_file_without_its_end_is_broken_off() {
        type Write = fn(&mut Pieces) -> io::Result<()>;
        let fails: Write = |_| Err(io::Error::other("no"));
        // As if the reader had taken nothing for too long.
        let gives_up: Write = |_| Err(io::ErrorKind::BrokenPipe.into());
        let panics: Write = |_| panic!("a mistake of the writer");
        for end in [fails, gives_up, panics] {
            let write = move |out: &mut Pieces| {
                out.write_all(&[0; PIECE_BYTES])?;
                end(out)
            };
            let pieces: Vec<_> = pieces(write).await.expect("a turn").collect().await;
            assert!(matches!(&pieces[..], [Ok(_), Err(_)]), "{pieces:?}");
        }
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
