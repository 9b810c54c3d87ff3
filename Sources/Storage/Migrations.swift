/// How the tables came to be. Append, never edit: a file tells by its version which ones it has.
///
/// Tables are STRICT, so that a column holds its type and nothing else. Moments, durations, hashes
/// and lists of texts are stored as `Storable` says. `AUTOINCREMENT` stands where an id is shown to
/// people or sent: it must never come back as something else.
package enum Migrations {
  /// The version that a file has after all of them.
  package static var latest: Int { all.count }

  static let all: [String] = [
    """
    CREATE TABLE item (
      id INTEGER PRIMARY KEY,
      source TEXT NOT NULL,
      content INTEGER NOT NULL,
      at REAL NOT NULL,
      seen REAL NOT NULL,
      latest REAL NOT NULL,
      revisions INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX item_latest ON item (latest);

    CREATE TABLE item_key (
      key INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX item_key_item ON item_key (item);

    CREATE TABLE story (
      id INTEGER PRIMARY KEY,
      brand TEXT NOT NULL,
      headline TEXT NOT NULL,
      topic TEXT,
      began REAL NOT NULL,
      latest REAL NOT NULL,
      voices INTEGER NOT NULL,
      mentions INTEGER NOT NULL,
      lowest_rung INTEGER NOT NULL,
      highest_rung INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX story_latest ON story (latest);

    CREATE TABLE mention (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item INTEGER NOT NULL REFERENCES item,
      brand TEXT NOT NULL,
      source TEXT NOT NULL,
      outlet TEXT NOT NULL,
      rung INTEGER NOT NULL,
      author TEXT,
      voice INTEGER NOT NULL,
      at REAL NOT NULL,
      seen REAL NOT NULL,
      title TEXT NOT NULL,
      excerpt TEXT NOT NULL,
      url TEXT,
      matched TEXT NOT NULL,
      score REAL NOT NULL,
      is_complaint INTEGER NOT NULL,
      topics TEXT NOT NULL,
      terms TEXT NOT NULL,
      is_severe INTEGER NOT NULL,
      story INTEGER NOT NULL REFERENCES story DEFERRABLE INITIALLY DEFERRED,
      copy_of INTEGER,
      is_news INTEGER NOT NULL,
      UNIQUE (item, brand)
    ) STRICT;
    CREATE INDEX mention_seen ON mention (seen);
    CREATE INDEX mention_brand ON mention (brand, at);
    CREATE INDEX mention_story ON mention (story, voice);

    CREATE TABLE poll (
      source TEXT PRIMARY KEY,
      address TEXT,
      validators_url TEXT,
      etag TEXT,
      last_modified TEXT,
      body_hash INTEGER,
      due REAL NOT NULL,
      last_attempt REAL,
      last_success REAL,
      failures INTEGER NOT NULL,
      problem TEXT,
      blind_since REAL,
      adapted_interval TEXT,
      minimum_interval TEXT,
      move_url TEXT,
      move_since REAL,
      move_sightings INTEGER,
      move_adopted INTEGER,
      is_gone INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE host (
      name TEXT PRIMARY KEY,
      not_before REAL NOT NULL,
      refusals INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE stream (
      name TEXT PRIMARY KEY,
      state BLOB NOT NULL
    ) STRICT;

    CREATE TABLE fact (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;

    CREATE TABLE incident (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      brand TEXT NOT NULL,
      severity INTEGER NOT NULL,
      opened REAL NOT NULL,
      resolved REAL,
      last_alert REAL NOT NULL,
      last_voices INTEGER NOT NULL,
      peak_voices INTEGER NOT NULL,
      calm_since REAL,
      story INTEGER,
      rung INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX incident_resolved ON incident (resolved);

    CREATE TABLE alert (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      incident INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
      brand TEXT NOT NULL,
      at REAL NOT NULL,
      reason TEXT NOT NULL,
      severity INTEGER NOT NULL,
      cause TEXT NOT NULL,
      length TEXT NOT NULL,
      observed INTEGER NOT NULL,
      expected REAL NOT NULL,
      return_hours REAL NOT NULL,
      branching REAL,
      learned TEXT NOT NULL,
      is_viral INTEGER NOT NULL,
      voices INTEGER NOT NULL,
      complaints INTEGER NOT NULL,
      mentions INTEGER NOT NULL,
      copies INTEGER NOT NULL,
      topic TEXT,
      topic_count INTEGER NOT NULL,
      story INTEGER,
      headline TEXT,
      terms TEXT NOT NULL,
      lowest_rung INTEGER,
      highest_rung INTEGER,
      configuration TEXT NOT NULL,
      proof TEXT NOT NULL
    ) STRICT;
    CREATE INDEX alert_incident ON alert (incident);

    CREATE TABLE witness (
      alert INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
      place INTEGER NOT NULL,
      mention INTEGER NOT NULL,
      author TEXT,
      outlet TEXT NOT NULL,
      at REAL NOT NULL,
      quote TEXT NOT NULL,
      url TEXT,
      PRIMARY KEY (alert, place)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE blindness (
      alert INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
      place INTEGER NOT NULL,
      source TEXT NOT NULL,
      since REAL NOT NULL,
      problem TEXT NOT NULL,
      PRIMARY KEY (alert, place)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE notification (
      place INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      alert INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
      receiver TEXT NOT NULL,
      payload TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      due REAL NOT NULL,
      finished REAL,
      UNIQUE (alert, receiver)
    ) STRICT;
    CREATE INDEX notification_waiting ON notification (receiver, due) WHERE finished IS NULL;
    CREATE INDEX notification_finished ON notification (finished) WHERE finished IS NOT NULL;

    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY,
      notification TEXT NOT NULL,
      alert INTEGER NOT NULL,
      receiver TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      at REAL NOT NULL,
      duration TEXT NOT NULL,
      status INTEGER,
      problem TEXT
    ) STRICT;
    CREATE INDEX delivery_alert ON delivery (alert);
    """,
    """
    ALTER TABLE poll ADD COLUMN quiet_hours INTEGER;
    ALTER TABLE poll ADD COLUMN quiet_days INTEGER;
    ALTER TABLE poll ADD COLUMN pace_items REAL;
    ALTER TABLE poll ADD COLUMN pace_hours REAL;
    ALTER TABLE poll ADD COLUMN items INTEGER;
    ALTER TABLE poll ADD COLUMN last_item REAL;
    ALTER TABLE poll ADD COLUMN longest_silence TEXT;

    CREATE TABLE gap (
      id INTEGER PRIMARY KEY,
      source TEXT,
      began REAL NOT NULL,
      ended REAL NOT NULL,
      cause TEXT NOT NULL,
      is_made_good INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX gap_ended ON gap (ended);
    """,
    """
    ALTER TABLE alert ADD COLUMN branching_low REAL;
    ALTER TABLE alert ADD COLUMN branching_high REAL;
    ALTER TABLE alert ADD COLUMN hour_expected REAL;
    ALTER TABLE alert ADD COLUMN hour_low INTEGER;
    ALTER TABLE alert ADD COLUMN hour_high INTEGER;
    ALTER TABLE alert ADD COLUMN six_expected REAL;
    ALTER TABLE alert ADD COLUMN six_low INTEGER;
    ALTER TABLE alert ADD COLUMN six_high INTEGER;
    """,
    """
    ALTER TABLE alert ADD COLUMN stream BLOB;
    """,
    """
    ALTER TABLE poll ADD COLUMN not_before REAL;
    """,
    """
    ALTER TABLE poll ADD COLUMN day_items BLOB;
    ALTER TABLE poll ADD COLUMN day_hours REAL;
    """,
    """
    CREATE TABLE engagement (
      mention INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
      at REAL NOT NULL,
      likes INTEGER,
      shares INTEGER,
      comments INTEGER,
      views INTEGER,
      followers INTEGER,
      is_promoted INTEGER NOT NULL,
      PRIMARY KEY (mention, at)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reach (
      alert INTEGER PRIMARY KEY REFERENCES alert ON DELETE CASCADE,
      mention INTEGER NOT NULL,
      author TEXT,
      outlet TEXT NOT NULL,
      at REAL NOT NULL,
      quote TEXT NOT NULL,
      url TEXT,
      likes INTEGER,
      shares INTEGER,
      comments INTEGER,
      views INTEGER,
      followers INTEGER,
      is_promoted INTEGER NOT NULL,
      measure TEXT NOT NULL,
      count INTEGER NOT NULL,
      usual REAL NOT NULL,
      return_hours REAL NOT NULL,
      learned TEXT NOT NULL,
      before_at REAL,
      before_likes INTEGER,
      before_shares INTEGER,
      before_comments INTEGER,
      before_views INTEGER,
      before_followers INTEGER,
      before_is_promoted INTEGER
    ) STRICT;

    CREATE TABLE known_contact (
      alert INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
      place INTEGER NOT NULL,
      mention INTEGER NOT NULL,
      author TEXT,
      way TEXT NOT NULL,
      ticket TEXT,
      since REAL NOT NULL,
      contacts INTEGER NOT NULL,
      state TEXT NOT NULL,
      channel TEXT,
      PRIMARY KEY (alert, place)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE mention ADD COLUMN repeats INTEGER;
    CREATE INDEX mention_voice ON mention (at, brand, source)
      WHERE copy_of IS NULL AND repeats IS NULL AND rung <> 5;
    ALTER TABLE story ADD COLUMN part_of INTEGER;
    CREATE INDEX story_part_of ON story (part_of) WHERE part_of IS NOT NULL;
    ALTER TABLE alert ADD COLUMN answered REAL;
    ALTER TABLE alert ADD COLUMN serial INTEGER NOT NULL DEFAULT 0;
    """,
    """
    ALTER TABLE mention ADD COLUMN thread BLOB NOT NULL DEFAULT x'';
    """,
    """
    ALTER TABLE incident ADD COLUMN subject TEXT NOT NULL DEFAULT 'complaints';
    ALTER TABLE incident ADD COLUMN topics TEXT NOT NULL DEFAULT '';
    """,
  ]
}
