"""Who still remembers the country when its language is asked for? A task, networks trained on it, what was measured.

`sentences` writes the task and reads visitors' own; `data`, `synthetic` and `fading` make problems to train on;
`network` and `training` are what is trained and how; `experiments` says which conditions there are, `runs` does them,
`measure` counts; `shipped` gives the results and trained networks back; `reading` explains one sentence, `race` trains
live.
"""
