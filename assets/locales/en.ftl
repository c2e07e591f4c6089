# Shell
shell-language = Language
home-nav = Compuertas
sentiment-nav = Reviews

# Landing page
home-title = Compuertas
home-lead = Watch a recurrent network read, word by word, until one of them changes its mind.
home-look-for = { $networks ->
    [one] A network reads a sentence. At which word does it change its mind?
    [3] Three networks read the same sentence: at which word does each change its mind, and is it the same one?
   *[other] { $networks } networks read the same sentence: at which word does each change its mind, and is it the same one?
}
home-try = Try it
home-ways = Ways in
home-way-review = Write a review
home-way-review-text = In Spanish or in English. See the verdict, how sure it is, the word that decided it, and whether an RNN, a GRU and an LSTM agree.
home-way-file = Read a file of reviews
home-way-file-text = A CSV or Parquet file with thousands of reviews: a verdict on each, how they are distributed, and a download.

# Sentiment page
sentiment-title = Which word decides a review?
sentiment-lead = Every word moves the network’s verdict. See it in a review of your own, in an example or in a file.
sentiment-view = What to read
sentiment-view-review = One review
sentiment-view-file = A file
sentiment-examples = Examples
sentiment-text = The review (Ctrl+Enter reads it)
sentiment-placeholder = For example: I expected nothing, and yet…
sentiment-cell = Cell
sentiment-tongue = Language of the text
sentiment-tongue-auto = Automatic ({ $language })
sentiment-read = Read
sentiment-reading = Reading…
sentiment-waiting = There is nothing to read yet. Any example from the row above is a start.
language-es = Spanish
language-en = English

verdict-neg = Negative
verdict-neu = Neutral
verdict-pos = Positive
verdict-percent = { $percent }%
verdict-sureness = { $model } gives it { $percent }%: { $level ->
    [high] no doubt about it
    [medium] leaning, with reservations
   *[low] barely decided; { $second } follows, with { $second_percent }%
}.
verdict-decided = Decided at “{ "\u2068" }{ $word }{ "\u2069" }”, word { $place } of { $words }: from there on the verdict never changed.
verdict-decided-first = Decided at the first word, “{ "\u2068" }{ $word }{ "\u2069" }”: none of the others changed the verdict.
verdict-decided-only = It is the only word that was read.
verdict-cut = The first { $read } of { $total } pieces were read: that is the network’s limit. A piece is a word or a part of one.
verdict-agree = { $models ->
    [one] Only one model could be loaded: there is nothing to compare it with.
    [3] All three cells agree.
   *[other] The two cells that could be loaded agree.
}
verdict-disagree = They disagree: { $opinions }.
verdict-intended = { $tone ->
    [positive] It was written as a positive review
    [negative] It was written as a negative review
    [neutral] It was written as a neutral review
    [sarcastic] It was written with sarcasm, as a complaint
   *[mixed] It was written with praise and a complaint, and neither wins
}{ $verdict ->
    [right] : { $model } is right.
    [wrong] : { $model } is wrong.
   *[open] .
}
verdict-opinion = { $model } says { $label }
verdict-label-neg = negative
verdict-label-neu = neutral
verdict-label-pos = positive

look-for = What to look for
look-for-text = The word at which the curve crosses to its final verdict (the flag), and whether all cells cross at the same one.
refuted-by = What would prove it wrong
refuted-by-text = That without “{ "\u2068" }{ $word }{ "\u2069" }” the verdict stayed the same.
refuted-by-changed = Tested: without that word, { $model } says { $label } ({ $percent }%). The verdict changes: the word carried weight.
refuted-by-same = Tested: without that word, { $model } still says { $label } ({ $percent }%). The verdict rests on more than that word.
refuted-by-untested = It can’t be tested here: without it there is nothing left to read.

figures-title = How far can it be believed?
figures-lead = On { $n } validation texts that no model saw in training; the 95% interval in brackets.
figures-model = Model
figures-accuracy = Accuracy
figures-f1 = Macro F1
figures-baseline = Bag of words (TF-IDF and logistic regression)
figures-percent = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }%
figures-interval = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }% ({ NUMBER($low, minimumFractionDigits: 1, maximumFractionDigits: 1) }–{ NUMBER($high, minimumFractionDigits: 1, maximumFractionDigits: 1) })
figures-none = This model comes without validation figures.
figures-measured = Of { $n } texts it never saw in training, { $model } gets { $accuracy } right; a bag of words, { $bag_accuracy }. Macro F1: { $f1 } and { $bag_f1 }.
figures-look-for = Whether a network’s interval lies above that of the bag of words, which ignores word order. Where they overlap, there is no evidence that order helped.
figures-refuted-by = Other texts. These same ones decided when to stop training, so the networks’ figures are a little optimistic; the file view does the sum on any table with labels.

share-copy = Copy link
share-copied = Copied
share-failed = Copy by hand:
share-open = Open in its own tab
share-too-long = The text is too long to travel in a link: the link carries only the model and the language.
download-json = Reading (JSON)
download-csv = Reading (CSV)

# A file of reviews
file-upload = File of reviews
file-limits = CSV, compressed CSV (.csv.gz) or Parquet, up to { $megabytes } MB. Up to { $rows } rows are read. The file is not kept.
file-too-big = The file is over { $megabytes } MB: split it into several.
file-column = Column with the text
file-label = Column with the label, if there is one
file-label-none = None
file-start = Read { $n } reviews
file-cut = The file has { $rows } rows; the first { $limit } are read.
file-encoding = The file isn’t UTF-8: it was read as { $encoding }. If accents look wrong, save it as UTF-8.
file-progress = { $done } of { $total } reviews · { $seconds ->
    [0] less than a second left
    [one] one second left
   *[other] { $seconds } seconds left
}
file-cancel = Cancel
file-cancelled = Cancelled: verdicts remain for { $done } of { $total } reviews.
file-done = { $model } read { $done } reviews in { $seconds } s ({ $rate } a second).
file-bar = { $n } · { $percent }%
file-shown = The first { $shown } of { $total } rows are shown; the download has them all.
file-skipped = { $n ->
    [one] One row had no text: it stays without a verdict.
   *[other] { $n } rows had no text: they stay without a verdict.
}
file-shortened = { $n ->
    [one] Of one long review, only the first { $limit } pieces were read.
   *[other] Of { $n } long reviews, only the first { $limit } pieces were read.
}
file-distribution = How the verdicts are distributed
file-distribution-alt = Bars: { $neg } negative, { $neu } neutral and { $pos } positive.
file-look-for = Which verdict prevails, and whether the least sure rows still bear theirs out when read.
file-refuted-by = Labels set by hand: if the file has them, choose their column and read again.
file-agreement = That it did no better than always saying “{ $label }” ({ $always }%). Tested: it agrees with the column “{ "\u2068" }{ $column }{ "\u2069" }” on { $right } of { $n } reviews ({ $percent }%).
file-agreement-empty = The column “{ "\u2068" }{ $column }{ "\u2069" }” has no labels that could be recognised (negative, neutral, positive).
file-download = Download with verdicts (CSV)
file-verdict = verdict
file-sureness = sureness
file-percent = %d%%
file-empty-row = no text
file-not-read = not read

# Bad input: one sentence an InputError code
error-empty = There is nothing to read: it takes at least one letter, number or emoji.
error-too-long = The text has { $characters } characters, and up to { $limit } are read here. It is still in the box, unchanged.
error-foreign = This looks like another language ({ $code }). These models only learnt Spanish and English: the verdict isn’t worth much.
error-no-models = There are no { $language } models to read with. The text is still in the box.
error-model-unknown = There is no model “{ "\u2068" }{ $model }{ "\u2069" }”: { $used } is used. Available models: { $known }.
error-model-missing = The model { $model } is not here.
error-model-missing-file = The model { $model } lacks the file { $file }. The others still work.
error-model-corrupt = The files of the model { $model } are damaged or belong to another model. The others still work.
error-table-empty = The file has no row with data.
error-table-too-big = The file takes more than { $limit } MB, or more than that once unpacked. Split it into several.
error-table-truncated = The file “{ $file }” is damaged or incomplete.
error-table-binary = “{ $file }” is not a table: save it as CSV (UTF-8) and upload it again.
error-table-no-header = The first line of “{ $file }” should name the columns, for example: text,label
error-table-duplicate-columns = Two columns are called “{ $column }”: rename one of them.
error-table-ragged = Line { $line } of “{ $file }” doesn’t have the same columns as the header, or opens a quote that never closes.
error-table-no-text = No column of the file holds texts.

# Reader
reader-reader = The reading, word by word
reader-ribbon = Words of the text: arrow keys step forward and back, the space bar plays
reader-legend-pos = bar upwards: the word moved the verdict towards positive
reader-legend-neg = bar downwards: towards negative
reader-player = Player
reader-first = To the beginning
reader-back = One word back
reader-play = Play
reader-pause = Pause
reader-forward = One word forward
reader-last = To the end
reader-speed = Speed
reader-flag = from this word on, the verdict never changes
reader-status = step { $step } of { $steps } · “{ "\u2068" }{ $word }{ "\u2069" }” · P({ $label }) { $before }{ "\u00A0" }→{ "\u00A0" }{ $now }
reader-status-first = step { $step } of { $steps } · “{ "\u2068" }{ $word }{ "\u2069" }” · P({ $label }) { $now }
reader-curve = The verdict while reading
reader-curve-of = The { $model }’s verdict while reading
reader-curve-text = Probability of each class according to the { $model } after each word; the numbers are in the table
reader-here = if the text ended here:
reader-rows = The same review in each network: P(positive) − P(negative)
reader-row-text = P(positive) − P(negative) of the { $model } after each word; in the end, { $label }
reader-main = See the { $model } word by word
reader-keys = ← → word · Home End ends · Space plays
reader-word = Word
reader-percent = { $value }%
reader-probability = P({ $label })
reader-table = Table of the reading
reader-table-of = { $model }: probabilities after each word; Δ is the change of P(positive) − P(negative)
reader-table-show = Show as a table
reader-table-hide = Hide the table
reader-label-neg = negative
reader-label-neu = neutral
reader-label-pos = positive
reader-cell-rnn = RNN
reader-cell-lstm = LSTM
reader-cell-gru = GRU
reader-cell-peephole = peephole LSTM
reader-cell-time-aware = time-aware LSTM

# What Streamlit says by itself, in English: ui/interpreter.py
streamlit-skip = Skip to the content
streamlit-pages = Pages
streamlit-sidebar = Menu
streamlit-sidebar-collapse = Close the menu
streamlit-dead = The connection was lost
streamlit-dead-local = The server does not answer. What was written is still on the page: once it is back, go on from here.
streamlit-dead-remote = The server does not answer. Is there an internet connection? What was written is still on the page.
streamlit-close = Close
streamlit-dismiss = Dismiss
streamlit-upload = Choose a file
streamlit-upload-input = File
streamlit-upload-other = Choose another file
streamlit-upload-cancel = Cancel the upload of { $x }
streamlit-upload-remove = Remove { $x }
streamlit-upload-too-big = The file may take { $x } at most.
streamlit-progress = Progress
streamlit-choose = Choose an option
streamlit-open = Open
streamlit-options = Options: { $x }.
streamlit-no-options = No match
streamlit-columns = Show or hide columns
streamlit-columns-all = All
streamlit-download = Download as CSV
streamlit-search = Search
streamlit-search-type = Type to search
streamlit-search-previous = Previous result
streamlit-search-next = Next result
streamlit-search-close = Close the search
streamlit-fullscreen = Full screen
streamlit-fullscreen-close = Leave full screen
streamlit-column = Column menu
streamlit-column-copy = Copy the column’s name
streamlit-column-up = Ascending order
streamlit-column-down = Descending order
streamlit-column-statistics = Statistics
streamlit-column-autosize = Fit the width
streamlit-column-pin = Pin the column
streamlit-column-unpin = Unpin the column
streamlit-column-hide = Hide the column
