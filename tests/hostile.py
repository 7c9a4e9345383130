"""One corpus of hostile texts for all tests."""

HOSTILE = {
    "expression": "{{ 7*7 }}",
    "statement": "{% for",
    "comment": "{# gone #}",
    "script": "</script><script>window.pwned=1</script>",
    "image": "<img src=x onerror=window.pwned=1>",
    "interpolation": "`${window.pwned=1}`",
    "backslash-backtick": "\\\\`+(window.pwned=1)+`",
    "placeholder": "${x}",
    "line-separator": "a\u2028b\u2029c",
    "carriage-return": "a\rb\r\nc",
    "right-to-left": "\u202eevil\u202c \u200fabc",
    "entity": "&lt;b&gt; &amp; \\u003c",
    "comment-open": "<!--<script>",
    "cdata": "]]>",
    "persian": "پُل دوستى",
}
"""Texts that mean something to one of the languages a page is made of; each must come out as the text it is."""
