//! A report by mail. The server is the operator's, named in the portal file: it is the one connection that
//! does not go through the guarded client.

use super::outcome::Failure;
use super::settings::{MailSettings, MailTls};
use super::text::Report;
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// The server answers within this time.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends a report to a mailbox, as the machine called `host`; the reason if it cannot be.
///
/// Whether the server can be reached is tried first: what fails then is certain, while silence after that
/// may mean that the mail was taken.
pub async fn send(settings: &MailSettings, host: &str, to: &str, report: &Report) -> Result<(), Failure> {
    let message = message(settings, host, to, report).map_err(Failure::certain)?;
    let transport = transport(settings, host).map_err(Failure::certain)?;
    reach(settings).await.map_err(Failure::certain)?;
    transport.send(message).await.map(drop).map_err(|error| {
        let is_answer = error.is_permanent() || error.is_transient() || error.is_client() || error.is_tls();
        Failure { reason: crate::chain(&error), may_have_arrived: !is_answer }
    })
}

async fn reach(settings: &MailSettings) -> Result<(), String> {
    let (server, port) = (settings.host.as_str(), settings.port());
    match tokio::time::timeout(PATIENCE, tokio::net::TcpStream::connect((server, port))).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(format!("{server}:{port}: {error}")),
        Err(_) => Err(format!("{server}:{port}: no connection within {} s", PATIENCE.as_secs())),
    }
}

fn message(settings: &MailSettings, host: &str, to: &str, report: &Report) -> Result<Message, String> {
    let mailbox = |text: &str| text.parse::<Mailbox>().map_err(|error| format!("{text}: {error}"));
    let unique: String = rand::random::<[u8; 16]>().iter().map(|byte| format!("{byte:02x}")).collect();
    Message::builder()
        .from(mailbox(&settings.from)?)
        .to(mailbox(to)?)
        .subject(&report.subject)
        .message_id(Some(format!("<{unique}@{host}>")))
        .multipart(MultiPart::alternative_plain_html(report.text.clone(), report.html.clone()))
        .map_err(|error| error.to_string())
}

fn transport(settings: &MailSettings, host: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let server = settings.host.as_str();
    let builder = match settings.tls {
        MailTls::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(server),
        MailTls::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(server),
        MailTls::None => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server)),
    };
    let builder = builder.map_err(|error| crate::chain(&error))?;
    let mut builder =
        builder.port(settings.port()).timeout(Some(PATIENCE)).hello_name(ClientId::Domain(host.to_owned()));
    if let (Some(user), Some(variable)) = (&settings.user, &settings.password_env) {
        let password = std::env::var(variable)
            .map_err(|_| format!("the environment variable `{variable}` is not set"))?;
        builder = builder.credentials(Credentials::new(user.clone(), password));
    }
    Ok(builder.build())
}
