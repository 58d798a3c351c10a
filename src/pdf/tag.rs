//! What the parts of the document are, for those who hear it read: a tree beside the pages, in reading order.

use crate::source::Language;

/// Index into [`Tags::elements`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

impl ElementId {
    /// Its place in [`Tags::elements`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub role: Role,
    /// None for the document itself.
    pub parent: Option<ElementId>,
    /// Where it differs from its parent's.
    pub language: Option<Language>,
    /// Said instead of what is seen; empty where the content speaks for itself.
    pub alt: String,
    /// Columns that a cell spans; 1 for anything else.
    pub columns: usize,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Document,
    /// Cover and contents; the review annex.
    Part,
    /// A chapter or a section of it.
    Section,
    /// Things that stand together: a band, a callout, a case.
    Division,
    Contents,
    ContentsItem,
    /// 1 for chapters.
    Heading(u8),
    Paragraph,
    Quote,
    List {
        numbered: bool,
    },
    ListItem,
    /// The number of an item or of a note.
    Label,
    ListBody,
    Table,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    Caption,
    Figure,
    Note,
    /// The mark of a note.
    Reference,
    Link,
    /// A remark on the text.
    Annotation,
    Code,
}

/// The elements as they were made: parents before their children.
#[derive(Clone, Debug)]
pub struct Tags {
    pub elements: Vec<Element>,
    /// The elements that what comes next stands in, outermost first.
    open: Vec<ElementId>,
}

impl Default for Tags {
    fn default() -> Tags {
        let document =
            Element { role: Role::Document, parent: None, language: None, alt: String::new(), columns: 1 };
        Tags { elements: vec![document], open: vec![ElementId(0)] }
    }
}

impl Tags {
    #[must_use]
    pub fn get(&self, id: ElementId) -> &Element {
        &self.elements[id.index()]
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.elements.len()).unwrap_or(u32::MAX)
    }

    /// The element that what comes next stands in.
    #[must_use]
    pub fn innermost(&self) -> ElementId {
        self.open.last().copied().unwrap_or(ElementId(0))
    }

    /// Makes an element inside the innermost one.
    pub fn add(&mut self, role: Role, language: Option<Language>) -> ElementId {
        self.add_to(self.innermost(), role, language)
    }

    /// Makes an element inside another.
    pub fn add_to(&mut self, parent: ElementId, role: Role, language: Option<Language>) -> ElementId {
        let id = ElementId(self.count());
        self.elements.push(Element { role, parent: Some(parent), language, alt: String::new(), columns: 1 });
        id
    }

    /// What comes next stands in an element, until [`Tags::leave`].
    pub fn enter(&mut self, id: ElementId) {
        self.open.push(id);
    }

    /// Ends the innermost element; the document itself never ends.
    pub fn leave(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Ends all elements but the document.
    pub fn leave_all(&mut self) {
        self.open.truncate(1);
    }

    /// How many elements are open, the document included.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Says something instead of an element's content.
    pub fn describe(&mut self, id: ElementId, alt: String) {
        self.elements[id.index()].alt = alt;
    }

    /// The language of an element: its own, or that of what it stands in.
    #[must_use]
    pub fn language(&self, id: ElementId) -> Option<Language> {
        let element = self.get(id);
        element.language.or_else(|| self.language(element.parent?))
    }
}
