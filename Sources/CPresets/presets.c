#include "presets.h"

// In the order in which `mentiond presets` lists them. Why #embed: see CLexicon.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t list[] = {
  '[',
#embed "presets/apple-reviews.json"
  , ',',
#embed "presets/bing-news.json"
  , ',',
#embed "presets/bluesky-profile.json"
  , ',',
#embed "presets/bluesky-search.json"
  , ',',
#embed "presets/cfpb-complaints.json"
  , ',',
#embed "presets/discourse.json"
  , ',',
#embed "presets/discourse-posts.json"
  , ',',
#embed "presets/f5bot.json"
  , ',',
#embed "presets/gdelt.json"
  , ',',
#embed "presets/github-issues.json"
  , ',',
#embed "presets/google-alerts.json"
  , ',',
#embed "presets/google-news.json"
  , ',',
#embed "presets/hacker-news.json"
  , ',',
#embed "presets/hacker-news-front.json"
  , ',',
#embed "presets/json-feed.json"
  , ',',
#embed "presets/lemmy.json"
  , ',',
#embed "presets/lemmy-comments.json"
  , ',',
#embed "presets/lobsters.json"
  , ',',
#embed "presets/mastodon-link.json"
  , ',',
#embed "presets/mastodon-tag.json"
  , ',',
#embed "presets/medium-tag.json"
  , ',',
#embed "presets/reddit.json"
  , ',',
#embed "presets/reddit-comments.json"
  , ',',
#embed "presets/reddit-oauth.json"
  , ',',
#embed "presets/reddit-subreddits.json"
  , ',',
#embed "presets/rss-bridge.json"
  , ',',
#embed "presets/stack-exchange.json"
  , ',',
#embed "presets/steam-reviews.json"
  , ',',
#embed "presets/tumblr.json"
  , ',',
#embed "presets/tumblr-tagged.json"
  , ',',
#embed "presets/wikipedia-history.json"
  , ',',
#embed "presets/wordpress-comments.json"
  , ',',
#embed "presets/wordpress-search.json"
  , ',',
#embed "presets/youtube-channel.json"
  , ']'
};

const uint8_t *preset_list(void) { return list; }
size_t preset_list_size(void) { return sizeof list; }
