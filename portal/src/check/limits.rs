//! What strangers may cost us with checks: few at once, few a minute from one address, small, and short.

use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::check::{Texts, of};
use actix_web::http::StatusCode;
use datenkreis_harvester::chain;
use datenkreis_harvester::http::Limits;
use datenkreis_harvester::inspect::{Bounds, InspectError, Inspection, Inspector};
use datenkreis_vocab::shapes::Profile;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use serde::Deserialize;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use url::Url;

/// How long a check waits for others to end.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// Seconds after which a client may try again.
const RETRY_SECS: u32 = 10;
/// Clients remembered before those that did not come back are forgotten.
const CLIENTS: usize = 10_000;
/// Pages of a feed, records of a portal, and pages' sizes together as a multiple of one.
const PAGES: usize = 20;
const RECORDS: usize = 2_000;
const SIZES: usize = 4;

/// Limits of the page `/pruefen` and of `POST /api/check`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CheckSettings {
    /// Checks at the same time.
    pub at_once: usize,
    /// Checks from one address in a minute.
    pub per_minute: NonZeroU32,
    /// Size of a document in MiB, at most.
    pub mebibytes: u64,
    /// Time for one check in seconds.
    pub timeout_secs: u64,
}

impl Default for CheckSettings {
    fn default() -> Self {
        Self {
            at_once: 2,
            per_minute: NonZeroU32::new(20).unwrap_or(NonZeroU32::MIN),
            mebibytes: 5,
            timeout_secs: 30,
        }
    }
}

impl CheckSettings {
    /// Size of a document in bytes, at most.
    pub fn bytes(&self) -> usize {
        usize::try_from(self.mebibytes.saturating_mul(1 << 20)).unwrap_or(usize::MAX)
    }
}

/// What is to be checked.
pub enum Subject {
    /// A document that was handed in.
    Document {
        /// What its owner calls it.
        name: String,
        /// What relative IRIs resolve against.
        address: Url,
        /// The media type stated.
        content_type: Option<String>,
        /// Its bytes.
        body: Vec<u8>,
    },
    /// Whatever this address leads to.
    Address(Url),
}

impl Subject {
    /// A document that has no address: only a name, whose extension helps to recognise it.
    pub fn document(
        base: &str,
        name: &str,
        content_type: Option<String>,
        body: Vec<u8>,
    ) -> Result<Self, PortalError> {
        // Below our own address, for relative IRIs have to be below some; nothing is there.
        let mut address = Url::parse(base).map_err(PortalError::internal)?;
        address.set_path(&format!("/pruefen/{name}"));
        Ok(Self::Document { name: name.to_owned(), address, content_type, body })
    }
}

/// The checks that run, and who asked for them.
pub struct Checks {
    settings: CheckSettings,
    permits: Arc<Semaphore>,
    clients: DefaultKeyedRateLimiter<IpAddr>,
}

impl Checks {
    /// Nothing runs yet.
    pub fn new(settings: &CheckSettings) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(settings.at_once.max(1))),
            clients: RateLimiter::keyed(Quota::per_minute(settings.per_minute)),
            settings: settings.clone(),
        }
    }

    /// Looks at a subject, within all limits. Messages are in `language`, or in both.
    ///
    /// # Errors
    /// 413, 422, 429 or 503, worded for whoever asked.
    pub async fn inspect(
        &self,
        portal: &Portal,
        client: Option<IpAddr>,
        language: Option<Language>,
        profile: Profile,
        subject: Subject,
    ) -> Result<Inspection, PortalError> {
        self.admit(client, language)?;
        let waiting = Arc::clone(&self.permits).acquire_owned();
        let Ok(Ok(permit)) = tokio::time::timeout(LONGEST_WAIT, waiting).await else {
            let error =
                said(language, StatusCode::SERVICE_UNAVAILABLE, "checks-busy", |texts| texts.busy.into());
            return Err(PortalError { retry_after_secs: Some(RETRY_SECS), ..error });
        };
        let bytes = self.settings.bytes();
        let inspector = Inspector {
            profile,
            bounds: Bounds { pages: PAGES, records: RECORDS, bytes: bytes.saturating_mul(SIZES) },
            region: Arc::clone(&portal.region),
            base: portal.base().to_owned(),
        };
        // Never with the permissions or credentials of a source.
        let http = portal.harvester.client().fetcher(self.network(), false, &[], None, None);
        // What is given up goes on until its own limits end it, and keeps its place until then.
        let work = actix_web::rt::spawn(async move {
            let _permit = permit;
            match subject {
                Subject::Address(url) => inspector.address(&url, &http).await,
                Subject::Document { name, address, content_type, body } => {
                    inspector.document(&name, &address, content_type.as_deref(), body).await
                }
            }
        });
        match tokio::time::timeout(Duration::from_secs(self.settings.timeout_secs), work).await {
            Ok(Ok(Ok(inspection))) => Ok(inspection),
            Ok(Ok(Err(error))) => Err(explained(language, &error)),
            Ok(Err(error)) => Err(PortalError::internal(error)),
            Err(_) => Err(said(language, StatusCode::SERVICE_UNAVAILABLE, "check-too-slow", |texts| {
                texts.too_slow.into()
            })),
        }
    }

    fn admit(&self, client: Option<IpAddr>, language: Option<Language>) -> Result<(), PortalError> {
        if self.clients.len() > CLIENTS {
            self.clients.retain_recent();
        }
        if client.is_none_or(|client| self.clients.check_key(&client).is_ok()) {
            return Ok(());
        }
        let error =
            said(language, StatusCode::TOO_MANY_REQUESTS, "checks-too-many", |texts| texts.too_many.into());
        Err(PortalError { retry_after_secs: Some(60), ..error })
    }

    fn network(&self) -> Limits {
        let time = Duration::from_secs(self.settings.timeout_secs);
        let bytes = u64::try_from(self.settings.bytes()).unwrap_or(u64::MAX);
        Limits {
            connect: Duration::from_secs(5).min(time),
            first_byte: time,
            idle: Duration::from_secs(10).min(time),
            total: time,
            body_bytes: bytes,
            tries: 1,
            run_bytes: bytes.saturating_mul(SIZES as u64),
            ..Limits::default()
        }
    }
}

/// An error in the reader's language, or in both.
pub fn said(
    language: Option<Language>,
    status: StatusCode,
    code: &'static str,
    message: impl Fn(&Texts) -> String,
) -> PortalError {
    let message = match language {
        Some(language) => message(of(language)),
        None => format!("{} / {}", message(of(Language::De)), message(of(Language::En))),
    };
    PortalError::new(status, code, message)
}

fn explained(language: Option<Language>, error: &InspectError) -> PortalError {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if error.is_refused() {
        return said(language, status, "address-refused", |texts| texts.address_private.into());
    }
    let code = if error.is_about_the_address() { "address-unusable" } else { "document-unreadable" };
    let message = chain(error);
    PortalError::new(
        status,
        code,
        language.map_or_else(|| message.clone(), |language| of(language).sentence(&message)),
    )
}
