create table note (id text primary key, body text) strict, without rowid;
create trigger note_stays before update on note begin select raise(abort, 'a note stays; always'); end;
