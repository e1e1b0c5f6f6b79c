use super::*;

fn answer() -> Answer {
    let mut answer = Answer { command: "trace", title: "Why `a`?".to_owned(), ..Answer::default() };
    answer.fact("money", "Money", Cell::Money("-1234567.5".to_owned(), Currency::parse("EUR").ok()));
    answer.tables.push(Table {
        key: "why",
        title: "Why".to_owned(),
        columns: columns(&[("id", "Id"), ("share", "Share"), ("title", "Title")]),
        rows: vec![
            vec![Cell::text("=1+1"), Cell::Share(0.125), Cell::Below(1, "two\nlines, \"quoted\"".to_owned())],
            vec![Cell::Nothing, Cell::Share(-0.0), Cell::List(vec!["a".to_owned(), "b".to_owned()])],
        ],
        empty: "nothing",
        is_detail: false,
    });
    answer.tables.push(Table { key: "how", title: "How".to_owned(), empty: "nobody", ..Table::default() });
    let top = answer.diagram.node("vision", || vec!["Say \"yes\" \\ <b>".to_owned()], Look::Top);
    let own = answer.diagram.node("a", || vec!["a".to_owned(), "|x|".to_owned()], Look::Asked);
    assert_eq!(answer.diagram.node("a", || unreachable!("the box is there"), Look::Plain), own);
    answer.diagram.edge(own, top, "50 %");
    answer
}

#[test]
fn text_in_columns() {
    assert_eq!(
        table::write(&answer(), None),
        "Why `a`?\n  Money  -1,234,567.5 EUR\n\nWhy\n  Id    Share  Title\n  =1+1   13 %    two\\nlines, \"quoted\"\n\
         \x20 -       0 %  a, b\n\nHow\n  nobody\n"
    );
}

#[test]
fn spreadsheets_meet_no_formula() {
    let text = answer().write(AnswerFormat::Csv, None, None).unwrap();
    assert_eq!(text, "id,share,title\n'=1+1,0.125,\"two\\nlines, \"\"quoted\"\"\"\n,0,\"a, b\"\n");
    assert_eq!(answer().write(AnswerFormat::Csv, Some("how"), None).unwrap(), "\"\"\n");
    assert!(answer().write(AnswerFormat::Csv, Some("no"), None).is_err());
}

#[test]
fn amounts_are_numbers_beside_their_currency() {
    let money = |amount: &str, currency: &str| Cell::Money(amount.to_owned(), Currency::parse(currency).ok());
    let rows = vec![
        vec![Cell::text("a"), money("1200.50", "EUR"), money("-3", "EUR")],
        vec![Cell::text("b"), Cell::Nothing, money("7", "CHF")],
        vec![Cell::text("c"), money("1", "EUR"), money("2", "USD")],
        vec![Cell::text("d"), Cell::Nothing, Cell::Nothing],
    ];
    let names = columns(&[("id", ""), ("plan", ""), ("actual", "")]);
    let mut answer = Answer { tables: vec![Table::new("t", "T", names, rows)], ..answer() };
    let text = "id,plan,actual,currency\na,1200.50,-3,EUR\nb,,7,CHF\nc,1,2 USD,EUR\nd,,,\n";
    assert_eq!(answer.write(AnswerFormat::Csv, None, None).unwrap(), text);
    answer.tables.clear();
    let text = "fact,value,currency\nmoney,-1234567.5,EUR\n";
    assert_eq!(answer.write(AnswerFormat::Csv, None, None).unwrap(), text);
}

#[test]
fn labels_cannot_end_their_quotes() {
    let dot = dot::write(&answer());
    assert!(dot.contains(r#"n0 [label="Say \"yes\" \\ <b>", penwidth=3];"#), "{dot}");
    assert!(dot.contains(r#"n1 -> n0 [label="50 %"];"#), "{dot}");
    let mermaid = mermaid::write(&answer());
    assert!(mermaid.contains(r#"n0[["Say #34;yes#34; #92; #60;b#62;"]]"#), "{mermaid}");
    assert!(mermaid.contains("n1[\"a<br/>#124;x#124;\"]\n  n1 -->|\"50 %\"| n0\n  style n1"), "{mermaid}");
}
