"""Draws the traffic signs as SVG: own geometry after the shapes the Vienna Convention (1968) and the German StVO describe.

    python3 pictograms.py                    writes pictograms/NAME.svg, one plain drawing a class
    python3 pictograms.py --variants FOLDER  renders variants of every class to FOLDER/NAME-NN.png (256 x 256, RGBA)

Every drawing lives in a box of 100 x 100 and is transparent outside of the sign. A variant changes what maintained signs
differ in: face and weight of the digits, width of the ring, size and weight of the symbol. Needs Chromium to render.
"""
import argparse
import math
import os
import random
import subprocess
import sys
import tempfile

RED, BLUE, BLACK, WHITE, YELLOW, GREY = "#c1121f", "#1553a0", "#16181a", "#fdfdfb", "#f9b50b", "#8b8f92"

# Digits as pen strokes in a box 60 wide and 100 high.
STROKES = {
    "0": "M30,8 C50,8 52,28 52,50 C52,72 50,92 30,92 C10,92 8,72 8,50 C8,28 10,8 30,8 Z",
    "1": "M14,30 L36,11 V96",
    "2": "M9,32 C9,1 51,1 51,32 C51,50 14,72 10,91 H54",
    "3": "M9,26 C11,3 50,2 50,27 C50,43 37,46 25,46 C42,46 53,54 53,69 C53,99 9,99 7,73",
    "4": "M33,6 L8,70 H57 M42,48 V96",
    "5": "M50,10 H15 L12,48 C22,37 53,36 53,66 C53,99 10,99 7,75",
    "6": "M40,6 C22,30 8,48 8,66 C8,101 53,101 53,66 C53,36 18,36 11,58",
    "7": "M7,11 H52 L24,96",
    "8": "M30,46 C5,46 7,8 30,8 C53,8 55,46 30,46 C1,46 3,92 30,92 C57,92 59,46 30,46 Z",
    "9": "M21,95 C38,72 53,53 53,35 C53,0 8,0 8,35 C8,65 43,65 50,43",
}

# Faces of the digits: our own strokes, and families with a free licence. The last one is held out for scoring.
OWN, HELD_OUT = "own", "Overpass"
FACES = [OWN, OWN, OWN, "DejaVu Sans Condensed", "Barlow Semi Condensed", "Barlow Condensed", HELD_OUT]


class Style:
    """What differs between two well-kept signs of one kind."""

    def __init__(self, rng=None, face=OWN):
        pick = (lambda low, high, plain: rng.uniform(low, high)) if rng else (lambda low, high, plain: plain)
        self.ring = pick(9.5, 14.5, 12)
        self.size = pick(0.86, 1.1, 1.0)
        self.weight = pick(0.0, 2.2, 0.6)
        self.pen = pick(12.5, 18.5, 15.5)
        self.narrow = pick(0.8, 1.24, 1.0)
        self.dx = pick(-1.5, 1.5, 0)
        self.dy = pick(-1.5, 1.5, 0)
        self.red = rng.choice([RED, "#d01020", "#a9182a", "#c8281c"]) if rng else RED
        self.blue = rng.choice([BLUE, "#0b4ea2", "#1b4484", "#2060b8"]) if rng else BLUE
        self.alternative = rng.random() < 0.5 if rng else False
        self.older = rng.random() < 0.3 if rng else False
        self.edge = pick(0.45, 0.95, 0.62)
        self.inside = pick(0.62, 1.06, 0.85)
        self.wide = pick(54, 64, 60)
        self.grey = rng.choice([GREY, "#6d7072", "#55585a", "#3c3f41", "#2a2c2e"]) if rng else GREY
        self.face = face


def number(style, text, colour, height, cx=50.0, cy=50.0, max_width=58.0):
    """Digits, `height` high and centred; narrowed until they fit."""
    if style.face != OWN:
        size = height / 0.72
        width = min(max_width, len(text) * height * 0.72 * style.narrow)
        return (f'<text x="{cx}" y="{cy + height / 2}" font-family="{style.face}" font-weight="700" font-size="{size:.1f}" '
                f'text-anchor="middle" fill="{colour}" textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs">{text}</text>')
    scale = height / 100
    advance = 70 * scale * style.narrow
    wide = advance * len(text)
    squeeze = min(1.0, max_width / wide)
    parts = []
    for place, digit in enumerate(text):
        x = cx + ((place - len(text) / 2) * advance * squeeze) + (5 * scale * style.narrow * squeeze)
        parts.append(f'<g transform="translate({x:.2f} {cy - height / 2:.2f}) scale({scale * style.narrow * squeeze:.3f} '
                     f'{scale:.3f})"><path d="{STROKES[digit]}"/></g>')
    return (f'<g fill="none" stroke="{colour}" stroke-width="{style.pen:.1f}" stroke-linejoin="round">'
            + "".join(parts) + "</g>")


def symbol(style, body, cx=50.0, cy=50.0, colour=BLACK):
    """A drawing in one colour; the weight makes it bolder by a stroke of the same colour."""
    return (f'<g transform="translate({cx + style.dx:.2f} {cy + style.dy:.2f}) scale({style.size:.3f}) '
            f'translate({-cx} {-cy})" fill="{colour}" stroke="{colour}" stroke-width="{style.weight:.2f}" '
            f'stroke-linejoin="round">{body}</g>')


def line(d, width, colour=None):
    stroke = f' stroke="{colour}"' if colour else ""
    return f'<path d="{d}" fill="none" stroke-width="{width}"{stroke} stroke-linejoin="miter"/>'


def ring(style, body):
    return (f'<circle cx="50" cy="50" r="47" fill="{style.red}"/><circle cx="50" cy="50" r="{47 - style.ring:.1f}" '
            f'fill="{WHITE}"/>' + body)


def end_disc(style, body, band):
    rim = f'<circle cx="50" cy="50" r="47" fill="{BLACK if style.alternative else style.grey}"/>'
    return rim + f'<circle cx="50" cy="50" r="45.5" fill="{WHITE}"/>' + body + band


def end_band(style):
    """Five thin black lines from the lower left to the upper right."""
    lines = "".join(f"M{18 + o},{82 + o} L{82 + o},{18 + o} " for o in (-8, -4, 0, 4, 8))
    return f'<path d="{lines}" stroke="{BLACK}" stroke-width="{2.2 + style.weight * 0.3:.2f}"/>'


def disc(style, body):
    return (f'<circle cx="50" cy="50" r="47.5" fill="{WHITE}"/><circle cx="50" cy="50" r="46" fill="{style.blue}"/>'
            + symbol(style, body, colour=WHITE))


def triangle(style, body):
    inner = style.ring * style.edge
    outline = (f'<path d="M50,10 L94,86 H6 Z" fill="{WHITE}" stroke="{WHITE}" stroke-width="11.5" stroke-linejoin="round"/>'
               if style.alternative else "")
    return (outline
            + f'<path d="M50,10 L94,86 H6 Z" fill="{style.red}" stroke="{style.red}" stroke-width="9" stroke-linejoin="round"/>'
            f'<path d="M50,{10 + inner * 1.75:.1f} L{94 - inner * 1.45:.1f},{86 - inner * 0.8:.1f} '
            f'H{6 + inner * 1.45:.1f} Z" fill="{WHITE}" stroke="{WHITE}" stroke-width="3" stroke-linejoin="round"/>'
            + f'<g transform="translate(50 64) scale({style.inside:.3f}) translate(-50 -64)">' + symbol(style, body, cy=62) + "</g>")


def mirrored(body):
    return f'<g transform="translate(100 0) scale(-1 1)">{body}</g>'


def car_rear(x, y, width, colour):
    """A car from behind: roof with a window, body with lamps, two wheels. Box `width` x 0.72 width."""
    s = width / 40
    return (f'<g transform="translate({x} {y}) scale({s:.3f} {s * 1.12:.3f})" fill="{colour}" stroke="{colour}">'
            '<path fill-rule="evenodd" d="M8,12 L12,2 Q13,0 15,0 H25 Q27,0 28,2 L32,12 Q37,13 37,17 V24 H3 V17 Q3,13 8,12 Z '
            'M12.5,11 H27.5 L24.8,4 H15.2 Z" stroke-width="0.5"/><path d="M4,24 h7 v5 h-7 z M29,24 h7 v5 h-7 z"/></g>')


def truck_rear(x, y, width, colour):
    s = width / 40
    return (f'<g transform="translate({x} {y}) scale({s:.3f})" fill="{colour}" stroke="{colour}">'
            '<path fill-rule="evenodd" d="M4,0 H36 V34 H4 Z M9,20 H31 V27 H9 Z" stroke-width="0.5"/>'
            '<path d="M5,34 h8 v8 h-8 z M27,34 h8 v8 h-8 z"/></g>')


def truck_side():
    return ('<path d="M42,34 H76 V58 H42 Z"/><path d="M24,58 V49 L30,41 H40 V58 Z"/><path d="M24,58 H76 V61 H24 Z"/>'
            '<circle cx="33" cy="62" r="5"/><circle cx="58" cy="62" r="5"/><circle cx="69" cy="62" r="5"/>')


ARROW_HEAD_UP = "M50,{y} l-15,18 h9.5 v6 h11 v-6 h9.5 z"


def arrow_up(y=18, foot=82, width=11):
    return f'<path d="M50,{y} l-17,20 h{17 - width / 2} V{foot} h{width} V{y + 20} h{17 - width / 2} Z"/>'


def turn_right():
    """From below, a quarter turn, head to the right."""
    return line("M36,82 V56 Q36,44 48,44 H64", 12) + '<path d="M62,26 L82,44 L62,62 Z"/>'


def straight_or_right():
    return (line("M38,84 V36", 10) + '<path d="M38,14 L24,34 H52 Z"/>' + line("M38,66 Q38,52 52,52 H64", 10)
            + '<path d="M64,37 L82,52 L64,67 Z"/>')


def keep_right():
    return line("M26,26 L62,62", 12) + '<path d="M76,76 L44,70 L70,44 Z"/>'


def polar(radius, degrees):
    """A point about the middle; degrees against the clock from the right."""
    at = math.radians(degrees)
    return f"{50 + radius * math.cos(at):.2f},{50 - radius * math.sin(at):.2f}"


def roundabout(style):
    """Three arrows one after the other against the clock, with gaps between them."""
    if style.older:
        one = line("M72,40 A25,25 0 0 0 36,29", 9) + '<path d="M24,40 L28,19 L45,34 Z"/>'
        return "".join(f'<g transform="rotate({angle} 50 50)">{one}</g>' for angle in (0, 120, 240))
    arrows = ""
    for start in (-35, 85, 205):
        end = start + 62
        arrows += line(f"M{polar(29, start)} A29,29 0 0 0 {polar(29, end)}", 7)
        if style.alternative:
            arrows += f'<path d="M{polar(29, end + 28)} L{polar(40, end)} L{polar(18, end)} Z"/>'
        else:
            arrows += line(f"M{polar(40, end - 6)} L{polar(29, end + 17)} L{polar(17, end - 2)}", 7)
    return arrows


def exclamation():
    return '<path d="M45,36 h10 l-2.5,27 h-5 z"/><circle cx="50" cy="72" r="5"/>'


def curve_left():
    return line("M58,80 V66 Q58,58 52,54 L46,49", 8) + '<path d="M36,40 L53,43 L42,56 Z"/>'


def double_curve(style):
    """First to the left."""
    if style.older:
        return line("M57,80 V73 L45,62 V55 L53,48", 7) + '<path d="M61,39 L57,55 L45,44 Z"/>'
    head = '<path d="M43.5,30 L51.5,44 H35.5 Z"/>' if style.alternative else ""
    return line("M57.5,80 V55 L43.5,66 V37", 7) + head


def priority_next(style):
    if style.older:
        return '<path d="M50,28 L40,44 H45.5 V80 H54.5 V44 H60 Z"/>' + line("M33,61 H67", 5.5)
    return ('<path d="M50,27 C56,33 61,39 62,47 L57,50 V79 L50,75 L43,79 V50 L38,47 C39,39 44,33 50,27 Z"/>'
            '<path d="M26,57.5 L44,55 H56 L74,57.5 V61 L56,64 H44 L26,61 Z"/>')


def bumpy():
    return '<path d="M26,76 H74 V71 H70 C66,71 65,58 60.5,58 C56,58 55,69 50,69 C45,69 44,58 39.5,58 C35,58 34,71 30,71 H26 Z"/>'


def slippery(style):
    if style.older:
        car = '<g transform="rotate(14 52 48)">' + car_rear(39, 38, 25, BLACK) + "</g>"
        return car + line("M40,61 C30,66 52,72 38,80", 4) + line("M57,61 C47,66 69,72 55,80", 4)
    car = '<g transform="rotate(16 50 52)">' + car_rear(35, 41, 30, BLACK) + "</g>"
    return car + line("M31,67 C25,71 42,71 35,78", 3.6) + line("M46,70 C40,74 62,72 69,79", 3.6)


def narrows_right():
    return line("M41,80 V40", 6) + line("M63,80 V70 L54,60 V40", 6)


def person(x, y, s, lean=0):
    return (f'<g transform="translate({x} {y}) rotate({lean}) scale({s})"><circle cx="0" cy="-20" r="4.2"/>'
            '<path d="M-4,-15 H3 L5,-6 L11,-2 L9.5,1 L2,-3 L2,4 L9,14 L6,16 L-2,7 L-6,17 L-10,16 L-5,4 L-5,-7 L-9,-1 L-12,-3 '
            'L-8,-11 Z"/></g>')


def road_works():
    return ('<circle cx="47" cy="41" r="4"/><path d="M40,46 L48,45 L53,56 L60,62 L58,65 L50,60 L47,53 L45,60 L51,68 L49,78 '
            'L45,78 L46,69 L39,63 L34,78 L30,77 L36,60 Z"/>' + line("M44,54 L64,70", 2.6)
            + '<path d="M53,79 Q57,68 62,66 Q66,62 70,67 Q76,71 79,79 Z"/>')


def lights(style):
    lamps = "".join(f'<circle cx="50" cy="{y}" r="{5.6 if style.older else 6.4}" fill="{colour}"/>'
                    for y, colour in ((41, RED), (56, YELLOW), (71, "#1c8a4d")))
    return ('<rect x="40" y="33" width="20" height="46" rx="3"/>' if style.older else "") + f'<g stroke="none">{lamps}</g>'


def runner(x, y, s):
    """A child that runs to the left, arms out."""
    return (f'<g transform="translate({x} {y}) scale({s})"><circle cx="-1" cy="-21" r="4.6"/>'
            + line("M0,-15 L2,-1", 6.5) + line("M0,-13 L-11,-9 M1,-13 L12,-8", 3.2)
            + line("M1,-1 L-7,5 L-8,16 M2,-1 L9,6 L16,13", 4.2) + "</g>")


def pedestrian(style):
    stripes = "".join(line(f"M{x},80 l4,-10", 4) for x in (30, 40, 50, 60, 66)) if style.alternative else ""
    return person(50, 60, 1.05 if not style.alternative else 0.95) + stripes


def children(style):
    if style.older:
        return person(43, 62, 1.0, -4) + person(60, 66, 0.78, -8)
    return runner(59, 62, 1.0) + runner(37, 66, 0.78)


def bicycle(style):
    thick, size = (3.2, 1.0) if style.older else (2.3, 0.94)
    frame = (line("M37,68 m-10,0 a10,10 0 1 0 20,0 a10,10 0 1 0 -20,0", thick)
             + line("M64,68 m-10,0 a10,10 0 1 0 20,0 a10,10 0 1 0 -20,0", thick)
             + line("M37,68 L45,52 L59,52 L51,68 L37,68 M45,52 L51,68 M64,68 L57,46 H63 M41,48 H49", thick * 0.9))
    return f'<g transform="translate(50 66) scale({size}) translate(-50 -66)">{frame}</g>'


def snow():
    arm = line("M50,62 V40 M50,46 l-5,-5 M50,46 l5,-5 M50,53 l-5,-5 M50,53 l5,-5", 3)
    return "".join(f'<g transform="rotate({angle} 50 62) translate(0 8.7) scale(1 0.86)">{arm}</g>' for angle in range(0, 360, 60))


def deer(style):
    size = 1.0 if style.older else 0.84
    body = ('<path d="M30,58 L34,48 L30,46 L36,42 L36,34 M36,42 L42,36"/><path d="M28,50 L37,43 L41,47 L45,53 L60,54 L70,60 '
            'L72,66 L69,66 L66,62 L65,70 L72,79 L68,80 L59,69 L48,64 L38,71 L28,74 L27,71 L36,67 L42,62 L38,52 L31,54 Z"/>'
            + line("M37,44 V33 M37,40 L31,35 M37,38 L43,33", 2))
    turn = "" if style.older else "rotate(14)"
    return f'<g transform="translate(50 60) scale({size}) {turn} translate(-50 -60)">{body}</g>'


def plain_ring(style):
    return ring(style, "")


def priority_road(style):
    return (f'<path d="M50,2 L98,50 L50,98 L2,50 Z" fill="{BLACK}"/><path d="M50,4 L96,50 L50,96 L4,50 Z" fill="{WHITE}"/>'
            f'<path d="M50,19 L81,50 L50,81 L19,50 Z" fill="{YELLOW}" stroke="{BLACK}" stroke-width="1"/>')


def priority_road_end(style):
    bars = "".join(f"M{24 + o},{76 + o} L{76 + o},{24 + o} " for o in (-7, 0, 7))
    return priority_road(style) + f'<path d="{bars}" stroke="{BLACK}" stroke-width="2.6"/>'


def give_way(style):
    inner = style.ring * 0.95
    return (f'<path d="M50,90 L94,14 H6 Z" fill="{style.red}" stroke="{style.red}" stroke-width="9" stroke-linejoin="round"/>'
            f'<path d="M50,{90 - inner * 1.75:.1f} L{94 - inner * 1.45:.1f},{14 + inner * 0.8:.1f} H{6 + inner * 1.45:.1f} Z" '
            f'fill="{WHITE}" stroke="{WHITE}" stroke-width="3" stroke-linejoin="round"/>')


def octagon(r):
    return " ".join(f"{50 + r * x:.2f},{50 + r * y:.2f}" for x, y in (
        (0.383, -0.924), (0.924, -0.383), (0.924, 0.383), (0.383, 0.924),
        (-0.383, 0.924), (-0.924, 0.383), (-0.924, -0.383), (-0.383, -0.924)))


LETTERS = ["M31,22 C29,6 8,4 8,22 C8,44 34,40 34,70 C34,96 8,94 6,74", "M2,8 H38 M20,8 V96",
           "M20,8 C34,8 35,28 35,50 C35,72 34,92 20,92 C6,92 5,72 5,50 C5,28 6,8 20,8 Z", "M7,96 V8 H20 C40,8 40,52 20,52 H7"]


def stop(style):
    if style.face == OWN:
        text = "".join(f'<g transform="translate({18.5 + i * 16.2:.1f} 33) scale(0.36 0.34)"><path d="{d}"/></g>'
                       for i, d in enumerate(LETTERS))
        text = f'<g fill="none" stroke="{WHITE}" stroke-width="{style.pen * 0.9:.1f}">{text}</g>'
    else:
        text = (f'<text x="50" y="66" font-family="{style.face}" font-weight="700" font-size="44" text-anchor="middle" '
                f'fill="{WHITE}" textLength="68" lengthAdjust="spacingAndGlyphs">STOP</text>')
    return f'<polygon points="{octagon(50)}" fill="{WHITE}"/><polygon points="{octagon(47.5)}" fill="{style.red}"/>' + text


def no_entry(style):
    return (f'<circle cx="50" cy="50" r="47" fill="{WHITE}"/><circle cx="50" cy="50" r="45.5" fill="{style.red}"/>'
            f'<rect x="16" y="{50 - 9 * style.size:.1f}" width="68" height="{18 * style.size:.1f}" fill="{WHITE}"/>')


def blue_square(style, body):
    return (f'<rect x="3" y="3" width="94" height="94" rx="5" fill="{WHITE}"/>'
            f'<rect x="5" y="5" width="90" height="90" rx="4" fill="{style.blue}"/>' + body)


def crossing_square(style):
    stripes = "".join(line(f"M{x},78 l5,-12", 5, BLACK) for x in (26, 37, 48, 59, 70))
    return blue_square(style, f'<path d="M50,12 L88,82 H12 Z" fill="{WHITE}"/>' + symbol(style, person(50, 57, 1.05) + stripes))


def motorway(style):
    return (line("M40,88 L46,50 M60,88 L54,50", 6) + line("M50,88 V78 M50,70 V62", 2.5) + line("M18,42 H82 M26,42 V52 M74,42 V52", 5)
            + line("M47,38 L47,18 M53,38 V18", 4))


def zone(style, text):
    red = style.ring
    style.ring = red * 0.8
    body = (f'<g transform="translate(50 40) scale(0.7) translate(-50 -50)">' + ring(style, number(style, text, BLACK, 42)) + "</g>")
    style.ring = red
    word = "".join(f'<path d="{d}"/>' for d in (
        "M25,79 H37 L25,93 H37", "M46,79 C52,79 52,93 46,93 C40,93 40,79 46,79 Z", "M56,94 V80 L65,92 V78", "M80,79 H71 V93 H80 M71,86 H78"))
    return (f'<rect x="3" y="3" width="94" height="94" rx="4" fill="{GREY}"/><rect x="4.5" y="4.5" width="91" height="91" rx="3" '
            f'fill="{WHITE}"/>' + body + f'<g fill="none" stroke="{BLACK}" stroke-width="3">{word}</g>')


def speed(text):
    return lambda style: ring(style, number(style, text, BLACK, (49 if len(text) == 2 else 41) * (0.6 + 0.4 * style.size),
                                              max_width=style.wide if len(text) == 2 else 64))


def end_of_speed(style, text="80"):
    return end_disc(style, number(style, text, style.grey, 46), end_band(style))


def other_disc(style, text):
    """Round signs that are none of ours: masses, widths, numbers no limit has."""
    return ring(style, number(style, text, BLACK, 34))


def blue_other(style, kind):
    if kind == 0:
        return (f'<circle cx="50" cy="50" r="47" fill="{style.red}"/><circle cx="50" cy="50" r="39" fill="{style.blue}"/>'
                + line("M23,23 L77,77", 8, style.red) + line("M77,23 L23,77", 8, style.red))
    if kind == 1:
        return (f'<circle cx="50" cy="50" r="47" fill="{style.red}"/><circle cx="50" cy="50" r="39" fill="{style.blue}"/>'
                + line("M23,23 L77,77", 8, style.red))
    if kind == 2:
        return blue_square(style, f'<g fill="none" stroke="{WHITE}" stroke-width="11">'
                           '<path d="M38,84 V20 H52 C74,20 74,54 52,54 H38"/></g>')
    return disc(style, bicycle(style) if kind == 3 else person(50, 55, 1.4))


# name -> drawing. The order is the order of the network's outputs; "Other" follows as the last one.
SIGNS = {
    **{f"SpeedLimit{v}": speed(str(v)) for v in (10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130)},
    "EndOfSpeedLimit": end_of_speed,
    "EndOfAllLimits": lambda s: end_disc(s, "", end_band(s)),
    "NoOvertaking": lambda s: ring(s, symbol(s, car_rear(18.5, 37, 31.5, s.red) + car_rear(50, 37, 31.5, BLACK))),
    "NoOvertakingByTrucks": lambda s: ring(s, symbol(s, truck_rear(19, 32, 32, s.red) + car_rear(51, 45, 28, BLACK))),
    "EndOfNoOvertaking": lambda s: end_disc(
        s, symbol(s, car_rear(18, 36, 32, s.grey) + car_rear(50, 36, 32, s.grey), colour=s.grey), end_band(s)),
    "EndOfNoOvertakingByTrucks": lambda s: end_disc(
        s, symbol(s, truck_rear(16, 30, 34, s.grey) + car_rear(51, 43, 31, s.grey), colour=s.grey), end_band(s)),
    "Stop": stop,
    "GiveWay": give_way,
    "PriorityRoad": priority_road,
    "EndOfPriorityRoad": priority_road_end,
    "PriorityAtNextCrossing": lambda s: triangle(s, priority_next(s)),
    "NoVehicles": plain_ring,
    "NoTrucks": lambda s: ring(s, symbol(s, truck_side())),
    "NoEntry": no_entry,
    "GeneralDanger": lambda s: triangle(s, exclamation()),
    "CurveLeft": lambda s: triangle(s, curve_left()),
    "CurveRight": lambda s: triangle(s, mirrored(curve_left())),
    "DoubleCurve": lambda s: triangle(s, double_curve(s)),
    "BumpyRoad": lambda s: triangle(s, bumpy()),
    "SlipperyRoad": lambda s: triangle(s, slippery(s)),
    "RoadNarrowsRight": lambda s: triangle(s, narrows_right()),
    "RoadWorks": lambda s: triangle(s, road_works()),
    "TrafficSignals": lambda s: triangle(s, lights(s)),
    "Pedestrians": lambda s: triangle(s, pedestrian(s)),
    "Children": lambda s: triangle(s, children(s)),
    "Cyclists": lambda s: triangle(s, bicycle(s)),
    "SnowOrIce": lambda s: triangle(s, snow()),
    "WildAnimals": lambda s: triangle(s, deer(s)),
    "TurnRight": lambda s: disc(s, turn_right()),
    "TurnLeft": lambda s: disc(s, mirrored(turn_right())),
    "StraightOn": lambda s: disc(s, arrow_up()),
    "StraightOnOrRight": lambda s: disc(s, straight_or_right()),
    "StraightOnOrLeft": lambda s: disc(s, mirrored(straight_or_right())),
    "KeepRight": lambda s: disc(s, keep_right()),
    "KeepLeft": lambda s: disc(s, mirrored(keep_right())),
    "Roundabout": lambda s: disc(s, roundabout(s)),
    "PedestrianCrossing": crossing_square,
    "Zone30": lambda s: zone(s, "30"),
}

# Signs that exist and are none of ours: they teach the class "Other".
OTHERS = {
    "Mass": lambda s: other_disc(s, "75"), "Width": lambda s: other_disc(s, "23"), "Number": lambda s: ring(s, number(s, "15", BLACK, 48)),
    "NoStopping": lambda s: blue_other(s, 0), "NoParking": lambda s: blue_other(s, 1), "Parking": lambda s: blue_other(s, 2),
    "CyclePath": lambda s: blue_other(s, 3), "FootPath": lambda s: blue_other(s, 4),
    "NoCyclists": lambda s: ring(s, symbol(s, bicycle(s), cy=58)), "NoPedestrians": lambda s: ring(s, symbol(s, person(50, 54, 1.4))),
    "Motorway": lambda s: blue_square(s, symbol(s, motorway(s), colour=WHITE)),
}

# The number an end of a limit ends, with the weight it is drawn with.
ENDS = ["80", "80", "80", "80", "80", "60", "70", "100", "120", "30", "50"]


def svg(body, attributes=""):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"{attributes}>{body}</svg>'


def write_plain(folder):
    os.makedirs(folder, exist_ok=True)
    for name, draw in SIGNS.items():
        with open(os.path.join(folder, name + ".svg"), "w", encoding="utf8") as file:
            file.write(svg(draw(Style())) + "\n")


def variants(count, seed):
    """(name, style's face, svg body), the same for the same seed."""
    rng = random.Random(seed)
    for name, draw in {**SIGNS, **{"Other" + name: draw for name, draw in OTHERS.items()}}.items():
        for place in range(count):
            face = FACES[place % len(FACES)]
            style = Style(rng, face)
            body = end_of_speed(style, rng.choice(ENDS)) if name == "EndOfSpeedLimit" else draw(style)
            yield name, face, body


def render(folder, count, fonts, seed, tile=256, columns=8):
    """One screenshot of all variants, cut into tiles."""
    from PIL import Image
    Image.MAX_IMAGE_PIXELS = None
    os.makedirs(folder, exist_ok=True)
    items = list(variants(count, seed))
    sources = {"Barlow Semi Condensed": "barlow-semi-condensed-latin-700-normal.woff",
               "Barlow Condensed": "barlow-condensed-latin-700-normal.woff", HELD_OUT: "overpass-latin-700-normal.woff"}
    faces = "".join(f"@font-face{{font-family:'{name}';font-weight:700;src:url('file://{os.path.abspath(fonts)}/{file}')}}"
                    for name, file in sources.items())
    per_sheet = columns * 28
    for start in range(0, len(items), per_sheet):
        part = items[start:start + per_sheet]
        rows = -(-len(part) // columns)
        size = f' width="{tile}" height="{tile}" style="display:block;float:left"'
        page = f"<style>{faces} body{{margin:0}}</style>" + "".join(svg(body, size) for _, _, body in part)
        with tempfile.TemporaryDirectory() as work:
            html, shot = os.path.join(work, "sheet.html"), os.path.join(work, "sheet.png")
            with open(html, "w", encoding="utf8") as file:
                file.write(f"<!doctype html><html><body>{page}</body></html>")
            subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                 "--hide-scrollbars", "--default-background-color=00000000", f"--window-size={tile * columns},{tile * rows}",
                 f"--screenshot={shot}", "file://" + html], check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            sheet = Image.open(shot).convert("RGBA")
        for place, (name, face, _) in enumerate(part):
            x, y = place % columns * tile, place // columns * tile
            kind = "held" if face == HELD_OUT else "train"
            sheet.crop((x, y, x + tile, y + tile)).save(os.path.join(folder, f"{name}-{(start + place) % count:02}-{kind}.png"))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--variants", help="folder for rendered variants")
    arguments.add_argument("--count", type=int, default=14)
    arguments.add_argument("--seed", type=int, default=7, help="of the variants")
    arguments.add_argument("--fonts", help="folder with the .woff files of @fontsource/barlow-condensed, "
                           "@fontsource/barlow-semi-condensed and @fontsource/overpass")
    given = arguments.parse_args()
    if given.variants and not given.fonts:
        sys.exit("--variants needs --fonts")
    if given.variants:
        render(given.variants, given.count, given.fonts, given.seed)
    else:
        write_plain(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pictograms"))


if __name__ == "__main__":
    main()
