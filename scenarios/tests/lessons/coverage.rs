//! Rule 5: every row of the note is covered.
