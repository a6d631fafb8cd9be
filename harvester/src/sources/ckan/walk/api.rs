//! Where a portal's actions may be, and what its refusals mean.

use crate::http::HttpError;
use crate::sources::FetchError;
use url::Url;

/// Whether an address names a file or a single action rather than a portal or its API.
pub fn is_file(url: &Url) -> bool {
    let path = url.path();
    path.ends_with(".json")
        || url.query().is_some()
        || path.contains("/action/") && !path.ends_with("/action/")
}

/// The places where the actions may be, likeliest first.
pub(super) fn bases(url: &Url) -> Vec<Url> {
    let path = url.path().trim_end_matches('/');
    let mut paths: Vec<String> = vec![];
    if let Some(at) = path.find("/api/").or_else(|| path.ends_with("/api").then(|| path.len() - 4)) {
        let root = &path[..at];
        if let Some(end) = path.find("/action") {
            paths.push(format!("{}/action/", &path[..end]));
        } else {
            paths.push(format!("{path}/action/"));
        }
        paths.extend([format!("{root}/api/3/action/"), format!("{root}/api/action/")]);
    } else {
        paths.extend([format!("{path}/api/3/action/"), format!("{path}/api/action/")]);
    }
    let mut bases: Vec<Url> = vec![];
    for path in paths {
        let mut base = url.clone();
        base.set_path(&path);
        base.set_query(None);
        base.set_fragment(None);
        if !bases.contains(&base) {
            bases.push(base);
        }
    }
    bases
}

pub(super) fn join(base: &Url, action: &str) -> Result<Url, FetchError> {
    base.join(action)
        .map_err(|error| FetchError::Protocol { url: base.to_string(), reason: error.to_string() })
}

/// Whether an answer shows that a portal does not offer an action.
pub(super) fn is_not_offered(error: &FetchError) -> bool {
    match error {
        FetchError::Http(HttpError::Status { status, .. }) => {
            matches!(status, 400..=406 | 409 | 410 | 501)
        }
        FetchError::Protocol { .. } | FetchError::Reported { .. } => true,
        _ => false,
    }
}

/// Whether an error may come from the sort order asked for.
pub(super) fn may_be_the_sort(error: &FetchError) -> bool {
    match error {
        FetchError::Http(HttpError::Status { status, .. }) => matches!(status, 400 | 409 | 500),
        FetchError::Reported { .. } => true,
        _ => false,
    }
}

/// The error that tells more: of two refusals, the one of an answer that came.
pub(super) fn tell_tale(first: Option<FetchError>, last: FetchError) -> FetchError {
    match (first, last) {
        (Some(first), FetchError::Http(_)) => first,
        (Some(FetchError::Http(_)) | None, last) => last,
        (Some(_), last @ (FetchError::Protocol { .. } | FetchError::Reported { .. })) => last,
        (Some(first), _) => first,
    }
}
