"""What Excel shows of a value in a number format when its language is Chinese: written for
tests/sweep.py from ECMA-376 and from what Excel does, apart from the program's own C. Where the
program shows more than Excel on purpose, so does this: whole numbers in General and in powers of
ten have all their digits, no point ends a number, and what rounds to nothing has no sign."""
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"\\-#,##0', 6: '"¥"#,##0;[Red]"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00', 8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;\\-#,##0", 38: "#,##0;[Red]\\-#,##0", 39: "#,##0.00;\\-#,##0.00",
    40: "#,##0.00;[Red]\\-#,##0.00",
    41: '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}

TOKEN = re.compile(r'''
    (?P<quoted>"[^"]*"?) | (?P<escaped>[\\!](?:.|$)) | (?P<skip>\*(?:.|$)) | (?P<pad>_(?:.|$)) |
    (?P<bracket>\[[^\]]*\]?) | (?P<general>General|G/通用格式) |
    (?P<half>AM/PM|A/P|上午/下午) | (?P<power>E[+-]) | (?P<fraction>\.0+) |
    (?P<date>y+|m+|d+|h+|s+|a{3,}|e+) | (?P<place>[0#?]) | (?P<other>.)
    ''', re.X | re.I | re.S)
MONTHS = ("January February March April May June July August September October November "
          "December").split()
DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
DIGITS = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}


def split_sections(code):
    sections, start, i = [], 0, 0
    while i < len(code):
        token = TOKEN.match(code, i)
        if token.group() == ";":
            sections.append(code[start:i])
            start = i + 1
        i = token.end()
    return (sections + [code[start:]])[:4]


class Section:
    def __init__(self, code):
        self.code, self.tokens, self.condition = code, [], None
        self.chinese, self.digits = False, 0
        i = 0
        while i < len(code):
            m = TOKEN.match(code, i)
            i, kind, text = m.end(), m.lastgroup, m.group()
            if kind == "bracket":
                if self.take_bracket(text[1:].rstrip("]")):
                    return
                continue
            if kind == "fraction" and not any(k == "date" and t[0] in "hHsS" or k == "elapsed"
                                              for k, t in self.tokens):
                i, kind, text = m.start() + 1, "other", "."
            self.tokens.append((kind, text))
        self.moment = any(k in ("date", "elapsed", "half") for k, _ in self.tokens)

    def take_bracket(self, text):
        """True: the system's own code takes the section's place."""
        low = text.lower()
        compare = re.match(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)", text)
        if text.startswith("$"):
            currency, _, language = text[1:].partition("-")
            if currency:
                self.tokens.append(("quoted", '"%s"' % currency))
            own = {"f800": 'yyyy"年"m"月"d"日"', "f400": "h:mm:ss",
                   "x-sysdate": 'yyyy"年"m"月"d"日"', "x-systime": "h:mm:ss"}
            for name, code in own.items():
                if language.lower().startswith(name):
                    self.__init__(code)
                    return True
            number = re.match(r"[0-9a-fA-F]+", language)
            self.chinese |= language.lower().startswith("zh") or bool(
                number and int(number.group(), 16) & 0x3FF == 4)
        elif re.fullmatch(r"h+|m+|s+", low):
            self.tokens.append(("elapsed", low))
        elif re.match(r"dbnum[123]", low):
            self.digits = int(low[5])
        elif compare:
            self.condition = compare.group(1), Decimal(compare.group(2))
        return False


def meets(condition, value):
    sign, limit = condition
    return {"<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit,
            "=": value == limit, "<>": value != limit}[sign]


def choose(sections, value):
    """The section, and whether it says itself that the number is below zero; None: none fits."""
    n = len(sections)
    usual = {1: [None], 2: [(">=", Decimal(0)), None]}.get(
        n, [(">", Decimal(0)), ("<", Decimal(0)), None])
    for i, s in enumerate(sections):
        condition = s.condition or usual[i]
        if condition is None or meets(condition, value):
            below = i == 1 and not s.condition and (n > 2 or not sections[0].condition)
            return s, below
    return None, False


def rounded(value, places):
    with localcontext() as c:
        c.prec = 60
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value):
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def chinese_count(n, kind):
    digits, units = DIGITS[kind], ("", "拾", "佰", "仟") if kind == 2 else ("", "十", "百", "千")
    if n == 0:
        return digits[0]
    groups, text, zero = [], "", False
    while n:
        groups.append(n % 10000)
        n //= 10000
    for i in range(len(groups) - 1, -1, -1):
        part = groups[i]
        for k in (3, 2, 1, 0):
            d = part // 10 ** k % 10
            if d:
                text += (digits[0] if zero else "") + digits[d] + units[k]
                zero = False
            elif text:
                zero = True
        if part:
            text += ("", "万", "亿", "万")[i]
        if i == 3 and part and not groups[2]:
            text += "亿"
    return text


def general(value, digits=0):
    sign, a = "-" if value < 0 else "", abs(value)
    if a == a.to_integral_value():
        text = format(a.quantize(Decimal(1)) if a < 10 ** 25 else a, "f")
    else:
        point = a.adjusted() + 1
        if point < -15:
            return "0"
        shown = a
        if max(point, 1) <= 11:
            shown = rounded(a, max(0, 10 - max(point, 1)))
        if point <= -4 and shown != a:
            text = "%.5E" % a
            mantissa, power = text.split("E")
            return sign + plain(Decimal(mantissa)) + "E" + power
        text = plain(shown)
        if Decimal(text) == 0:
            sign = ""
    if digits:
        whole, _, part = text.partition(".")
        counted = chinese_count(int(whole), digits) if len(whole) <= 16 else "".join(
            DIGITS[digits][int(c)] for c in whole)
        text = counted + ("." + part if part else "")
        text = re.sub(r"(?<=\.)\d+", lambda m: "".join(DIGITS[digits][int(c)] for c in m.group()),
                      text)
    return sign + text


def literal(kind, text):
    if kind == "quoted":
        return text.strip('"') if text != '"' else ""
    if kind == "escaped":
        return text[1:]
    if kind == "skip":
        return ""
    return " " if kind == "pad" else text


def number_parts(section):
    """Where the places stand: before the point, behind it, and of the power."""
    whole, part, power, at = [], [], [], "whole"
    comma, thousands, scale, percent, slash = 0, False, 0, 0, None
    for i, (kind, text) in enumerate(section.tokens):
        if kind == "place":
            {"whole": whole, "part": part, "power": power}[at].append(i)
            if at == "whole":
                thousands |= comma > 0
                comma = 0
        elif kind == "power" and (whole or part):
            at = "power"
        elif text == "." and kind == "other" and at == "whole":
            at = "part"
            scale, comma = scale + comma, 0
        elif text == "," and kind == "other" and (whole or part) and at != "power":
            if at == "whole":
                comma += 1
            else:
                scale += 1
        elif text == "%" and kind == "other":
            percent += 1
        elif text == "/" and kind == "other" and whole and slash is None and at == "whole":
            slash = i
    return whole, part, power, thousands, scale + comma, percent, slash


def show_fraction(section, value, whole, slash):
    tokens = section.tokens
    top = slash
    while top - 1 >= 0 and tokens[top - 1][0] != "place":
        top -= 1
    while top - 1 >= 0 and tokens[top - 1][0] == "place":
        top -= 1
    below = slash + 1
    is_below = lambda t: t[0] == "place" or (t[0] == "other" and t[1].isdigit())
    while below < len(tokens) and not is_below(tokens[below]):
        below += 1
    end = below
    while end < len(tokens) and is_below(tokens[end]):
        end += 1
    own = "".join(t[1] if t[1].isdigit() else "" for t in tokens[below:end])
    n, rest = int(value), value - int(value)
    if own and int(own):
        q = int(own)
        p = int(rounded(rest * q, 0))
    else:
        most, x = 10 ** (end - below) - 1, rest.as_integer_ratio()
        p, q, p0, q0 = 1, 0, 0, 1
        a, b = x
        while b:
            step, left = divmod(a, b)
            if q and q0 + step * q > most:
                break
            p, q, p0, q0 = p0 + step * p, q0 + step * q, p, q
            a, b = b, left
    if p == q:
        n, p = n + 1, 0
    ahead = [i for i in whole if i < top]
    if not ahead:
        return "%s%d/%d%s" % ("".join(literal(*t) for t in tokens[:top]), p + n * q, q,
                              "".join(literal(*t) for t in tokens[end:]))
    shown = n or not p or any(tokens[i][1] == "0" for i in ahead)
    text = "".join(literal(*t) for t in tokens[:ahead[0]]) + (str(n) if shown else "")
    if p:
        between = "".join(literal(*t) for t in tokens[ahead[-1] + 1:top]) if shown else ""
        middle = "".join(literal(*t) for t in tokens[slash + 1:below])
        before = [t for t in tokens[top:slash] if t[0] != "place"]
        text += "%s%d%s/%s%d" % (between, p, "".join(literal(*t) for t in before), middle, q)
    return text + "".join(literal(*t) for t in tokens[end:])


def show_number(section, value, below):
    whole, part, power, thousands, scale, percent, slash = number_parts(section)
    kinds = [k for k, _ in section.tokens]
    minus = value < 0 and not below
    if "general" in kinds or ("other", "@") in section.tokens:
        text = "".join(general(abs(value), section.digits) if k == "general" or t == "@"
                       else literal(k, t) for k, t in section.tokens)
        return ("-" if minus else "") + text
    if "power" in kinds and (whole or part) and value == value.to_integral_value():
        return ("-" if minus else "") + general(abs(value))
    scaled = abs(value) * 100 ** percent
    if not ("power" in kinds and power):
        scaled = scaled / Decimal(1000) ** scale
    if slash is not None:
        return ("-" if minus else "") + show_fraction(section, scaled, whole, slash)
    exponent = 0
    if "power" in kinds and (whole or part):
        step = max(len(whole), 1)
        exponent = scaled.adjusted() if scaled else 0
        exponent -= exponent % step
        if rounded(scaled.scaleb(-exponent), len(part)) >= 10 ** step:
            exponent += step
        scaled = scaled.scaleb(-exponent)
    shown = rounded(scaled, len(part))
    if not shown:
        minus = minus and not (whole or part)
    ahead, _, behind = format(shown, "f").partition(".")
    ahead = ahead.lstrip("0")
    kept = len(behind.rstrip("0"))
    least = max([i + 1 for i, t in enumerate(part) if section.tokens[t][1] == "0"] + [kept])
    out, digit_shown = [], False
    say = lambda c: DIGITS[section.digits][int(c)] if section.digits and c.isdigit() else c
    left, seen_power = len(whole), False
    if not whole and ahead and part:
        first = min(i for i, (k, t) in enumerate(section.tokens) if t == ".")
    for i, (kind, text) in enumerate(section.tokens):
        if kind == "place" and i in whole:
            left -= 1
            at = range(len(ahead) - 1, left - 1, -1) if left == len(whole) - 1 else [left]
            for p in list(at) or [left]:
                if p < len(ahead):
                    out.append(say(ahead[len(ahead) - 1 - p]))
                    digit_shown = True
                elif text == "0":
                    out.append(say("0"))
                    digit_shown = True
                elif text == "?":
                    out.append(" ")
                if thousands and digit_shown and p and p % 3 == 0:
                    out.append(",")
        elif kind == "place" and i in part:
            k = part.index(i)
            if k < kept or text == "0":
                out.append(say(behind[k] if k < len(behind) else "0"))
            elif text == "?":
                out.append(" ")
        elif kind == "place":
            continue
        elif text == "." and kind == "other" and not seen_power and (part or whole):
            if not whole and ahead:
                out.append("".join(say(c) for c in ahead))
            if least:
                out.append(".")
            seen_power = True
        elif text == "," and kind == "other" and (whole and i > whole[0] or part and i > part[0]):
            continue
        elif kind == "power" and (whole or part):
            zeros = sum(section.tokens[p][1] == "0" for p in power)
            sign = "-" if exponent < 0 else "+" if text[1] == "+" else ""
            out.append(text[0] + sign + str(abs(exponent)).zfill(max(zeros, 1)))
        else:
            out.append(literal(kind, text))
    return ("-" if minus else "") + "".join(out)


def civil(day):
    """1900-01-00, 1900-02-29 and all that."""
    import datetime
    if day == 0:
        return 1900, 1, 0
    if day == 60:
        return 1900, 2, 29
    date = datetime.date(1899, 12, 30) + datetime.timedelta(days=day + (day < 60))
    return date.year, date.month, date.day


def show_moment(section, value, since_1904):
    """None: the number is no moment."""
    tokens = [list(t) for t in section.tokens]
    parts = [i for i, (k, t) in enumerate(tokens) if k in ("date", "elapsed")]
    for n, i in enumerate(parts):
        letter = tokens[i][1][0].lower()
        before = tokens[parts[n - 1]] if n else None
        after = tokens[parts[n + 1]] if n + 1 < len(parts) else None
        if letter == "m" and tokens[i][0] == "date" and len(tokens[i][1]) < 3:
            timed = before and (before[0] in ("elapsed", "minute") or before[1][0] in "hHsS")
            if timed or (after and after[0] == "date" and after[1][0] in "sS"):
                tokens[i][0] = "minute"
    elapsed = any(k == "elapsed" for k, _ in tokens)
    minus = elapsed and value < 0
    value = abs(value) if elapsed else value
    if value < 0 or value >= 10000000:
        return None
    timed = any(k in ("elapsed", "minute") or k == "date" and t[0] in "hHsS" for k, t in tokens)
    places = max([min(len(t) - 1, 3) for k, t in tokens if k == "fraction"] + [0])
    grain = Decimal(1).scaleb(-places) if timed else Decimal("0.001")
    ms = rounded(value * 86400, 3)
    seconds = (ms / grain).to_integral_value(rounding=ROUND_HALF_UP) * grain
    days, left = int(seconds // 86400), seconds % 86400
    day = days + (1462 if since_1904 else 0)
    if day > 2958465:
        return None
    year, month, date = civil(day)
    hour, minute, second = int(left // 3600), int(left % 3600 // 60), int(left % 60)
    half = any(k == "half" for k, _ in tokens)

    def padded(n, width):
        if section.digits in (1, 2):
            said = chinese_count(n, section.digits)
            return said[1:] if said[:2] in ("一十", "壹拾") else said
        text = str(n).zfill(width)
        return "".join(DIGITS[3][int(c)] for c in text) if section.digits == 3 else text

    out = ["-"] if minus and seconds else []
    for kind, text in tokens:
        n, letter = len(text), text[0].lower() if text else ""
        if kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[letter]
            out.append(padded(int((days * 86400 + left) // unit), min(n, 2)))
        elif kind == "minute":
            out.append(padded(minute, min(n, 2)))
        elif kind == "date" and letter in "ye":
            y = "%04d" % year
            y = y[2:] if n <= 2 and letter == "y" else y
            out.append("".join(DIGITS[section.digits][int(c)] for c in y) if section.digits else y)
        elif kind == "date" and letter == "m":
            if n <= 2:
                out.append(padded(month, n))
            elif section.chinese:
                word = chinese_count(month, 1) if n > 3 or section.digits else str(month)
                out.append((word[1:] if word[:2] == "一十" else word) + "月")
            else:
                out.append({3: MONTHS[month - 1][:3], 4: MONTHS[month - 1]}.get(
                    n, MONTHS[month - 1][0]))
        elif kind == "date" and (letter == "a" or letter == "d" and n >= 3):
            week = (day + 6) % 7
            if letter == "a" or section.chinese:
                prefix = "星期" if n > 3 else "周" if section.chinese else ""
                out.append(prefix + "日一二三四五六"[week])
            else:
                out.append(DAYS[week] if n > 3 else DAYS[week][:3])
        elif kind == "date" and letter == "d":
            out.append(padded(date, n))
        elif kind == "date" and letter == "h":
            h = hour % 12 or 12 if half else hour
            out.append(padded(h, min(n, 2)))
        elif kind == "date":
            out.append(padded(second, min(n, 2)))
        elif kind == "half":
            after = left >= 43200
            if text.startswith("上") or section.chinese and n > 3:
                out.append("下午" if after else "上午")
            elif n > 3:
                out.append("PM" if after else "AM")
            else:
                out.append(text[2] if after else text[0])
        elif kind == "fraction":
            out.append(".%0*d" % (places, int(left % 1 * 10 ** places)))
        else:
            out.append(literal(kind, text))
    return "".join(out)


def show(code, value, since_1904=False):
    """A Decimal, or a text."""
    sections = [Section(s) for s in split_sections(code)]
    has_at = any(t == "@" for _, t in sections[-1].tokens)
    text = sections[-1] if len(sections) == 4 or has_at else None
    if isinstance(value, str):
        if not text:
            return value
        return "".join(value if t == "@" or k == "general" else literal(k, t)
                       for k, t in text.tokens)
    numbers = sections[:-1] if text and len(sections) > 1 else sections
    if len(numbers) == 1 and not numbers[0].tokens:
        return general(value, numbers[0].digits)
    section, below = choose(numbers, value)
    if section is None:
        return general(value)
    if section.moment:
        moment = show_moment(section, value, since_1904)
        return general(value) if moment is None else moment
    return show_number(section, value, below)
