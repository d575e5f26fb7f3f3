//! Messages and pages kept as messages.

use dateline_text::CreditKind;

use crate::given::{body, credit, html, published, taken, title};

#[test]
fn a_message_is_read_with_its_coding_undone() {
    let plain = "From: Strait Wire <desk@wire.example>\r\nTo: all@wire.example\r\n\
        Subject: =?utf-8?Q?Pact_signed_in_Ostrel?=\r\nDate: Wed, 12 Mar 2031 10:00:00 +0200\r\n\
        MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n\
        Orlesia signed the harbour pact with Varn on Monday, the ministry=\r\n said.\r\n\r\n\
        =E2=80=9CWe keep our word,=E2=80=9D Minister Mira Tolland said after the ceremony in=\r\n Ostrel.\r\n";
    let found = taken(plain.as_bytes(), "pact.eml");
    let (member, read) = &found[0];
    assert_eq!(member.name, "pact.eml");
    assert_eq!(title(read), "Pact signed in Ostrel");
    assert!(
        body(read).contains("the ministry said.\n“We keep our word,” Minister"),
        "{}",
        body(read)
    );
    assert_eq!(credit(read, CreditKind::Outlet), "Strait Wire");
    assert_eq!(published(read), "2031-03-12T10:00+0200");

    let page = html("Pact signed");
    let parts = format!(
        "From: a@b.example\nTo: all@wire.example\nSubject: Two files\nDate: Wed, 12 Mar 2031 10:00:00 +0200\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"cut\"\n\n--cut\n\
         Content-Type: text/html; charset=utf-8\n\n{page}\n--cut\n\
         Content-Type: text/plain\nContent-Disposition: attachment; filename=\"pact.txt\"\n\
         Content-Transfer-Encoding: base64\n\n{}\n--cut--\n",
        "T3JsZXNpYSBzaWduZWQgdGhlIGhhcmJvdXIgcGFjdCB3aXRoIFZhcm4gb24gTW9uZGF5LCB0aGUg\nbWluaXN0cnkgc2FpZC4="
    );
    let found = taken(parts.as_bytes(), "two.eml");
    let names: Vec<&str> = found.iter().map(|(member, _)| member.name.as_str()).collect();
    assert_eq!(names, ["two.eml", "two.eml#pact.txt"]);
    assert!(body(&found[0].1).contains("navies may use"));
    assert_eq!(
        found[1].0.raw,
        b"Orlesia signed the harbour pact with Varn on Monday, the ministry said."
    );

    let mailbox = format!(
        "From desk Wed Mar 12 10:00:00 2031\n{plain}\nFrom desk Wed Mar 12 11:00:00 2031\n{plain}"
    );
    let found = taken(mailbox.as_bytes(), "box.mbox");
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].0.name, "box.mbox#2");
}

#[test]
fn a_page_kept_as_a_message_is_read_as_the_page() {
    let kept = format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/2031/03/12/pact\r\n\
         Subject: Pact signed\r\nDate: Fri, 14 Mar 2031 01:02:03 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"cut\"\r\n\r\n--cut\r\n\
         Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: https://post.example/2031/03/12/pact\r\n\r\n{}\r\n--cut\r\n\
         Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n--cut--\r\n",
        html("Pact signed").replace('=', "=3D")
    );
    let found = taken(kept.as_bytes(), "pact.mhtml");
    assert_eq!(found.len(), 1);
    assert!(body(&found[0].1).contains("navies may use"));
    assert_eq!(credit(&found[0].1, CreditKind::Host), "post.example");
    assert_eq!(
        published(&found[0].1),
        "2031-03-12",
        "a browser's date is that of the copy"
    );
}
