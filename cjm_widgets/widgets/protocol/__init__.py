"""What a browser and a page's process say to each other: every kind of message, who may send it, and its fields.

A message is a JSON object with a `kind`; of the kind "action" there are several, told apart by their `action`. What a
browser sends is read by `received`: a message that does not fit its class here reaches no handler. The page of
documentation (docs/messages.md) and the types of the browser's code (browser/lib/messages.d.ts) are made from these
classes by docs/make_messages.py, and a test holds them together.
"""
