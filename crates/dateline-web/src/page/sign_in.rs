use maud::{Markup, html};

use super::frame::{bare, frame};
use crate::visit::Visit;

/// The page where a user signs in.
pub(crate) fn sign_in(message: Option<&str>) -> Markup {
    let body = html! {
        h1 { "Sign in" }
        @if let Some(message) = message { p role="alert" { (message) } }
        form.filters method="post" action="/sign-in" {
            label { "Name" input name="name" autocomplete="username" required; }
            label { "Password"
                input type="password" name="password" autocomplete="current-password" required; }
            button { "Sign in" }
        }
        p.dim { "The owner of the record adds users with " code { "dateline users add NAME" } "." }
    };
    bare("Sign in", &body)
}

/// Who did what, the latest first.
pub(crate) fn audit(lines: &[[String; 4]], visit: &Visit) -> Markup {
    let body = html! {
        h1 { "Who did what" }
        @if lines.is_empty() { p.dim { "Nothing yet." } }
        div.wide { table {
            thead { tr { @for title in ["When", "Who", "What", "With"] { th scope="col" { (title) } } } }
            tbody { @for [at, who, what, how] in lines {
                tr { td.when { (at) } td { (who) } td { (what) } td { (how) } }
            } }
        } }
    };
    frame(visit, "", "Who did what", &body)
}
