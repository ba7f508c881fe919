# The same quantities as references.R with exact sums (fractions) and 50 digits (mpmath), written independently of both R and the product:
# python3 precise.py in this directory, after references.R. Writes references-precise.csv (case, procedure, item, quantity, value).
import itertools, sys
from fractions import Fraction
import mpmath as mp
mp.mp.dps = 50
out = []
def note(case, procedure, item, quantity, value):
    out.append(f"{case},{procedure},{item},{quantity},{mp.nstr(value, 20)}")
def real(f): return mp.mpf(f.numerator) / f.denominator

def beta_upper(f, d1, d2):
    """P(F >= f): numerical integration is avoided, the series of the smaller side is summed in 50 digits and more."""
    f, a, b = mp.mpf(f), mp.mpf(d2) / 2, mp.mpf(d1) / 2
    if f == 0: return mp.mpf(1)
    x = 2 * a / (2 * a + 2 * b * f)
    front = lambda a, b, x, y: mp.exp(a * mp.log(x) + b * mp.log(y) + mp.loggamma(a + b) - mp.loggamma(a + 1) - mp.loggamma(b)) * mp.hyp2f1(a + b, 1, a + 1, x)
    y = 2 * b * f / (2 * a + 2 * b * f)
    return front(a, b, x, y) if x < (a + 1) / (a + b + 2) else 1 - front(b, a, y, x)
def t_two(t2, df): return beta_upper(t2, 1, df)
def chi_upper(x, df): return mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, mp.inf, regularized=True)

def range_upper(q, k, df):
    """k ∫ φ(z) {Φ(z)^(k-1) - [Φ(z) - Φ(z-w)]^(k-1)} dz, then over the deviation, in finer steps than the product's and 22 digits."""
    with mp.workdps(22):
        step = mp.mpf(1) / 7
        normal = {}
        def tail(w):
            terms = []
            for j in range(int((max(0, w / 2) - 10) / step), int((w / 2 + 10) / step) + 1):
                if j not in normal: normal[j] = (mp.npdf(j * step), mp.ncdf(j * step))
                density, below = normal[j]; r = min(mp.mpf(1), mp.erfc((w - j * step) / mp.sqrt(2)) / 2 / below)
                terms.append(density * below ** (k - 1) * r * mp.fsum((1 - r) ** i for i in range(k - 1)))
            return k * step * mp.fsum(terms)
        c = mp.log(2) + df / 2 * mp.log(df / 2) - mp.loggamma(df / 2)
        f = lambda u: mp.exp(c + df * (u - mp.exp(2 * u) / 2)) * tail(q * mp.exp(u))
        h = min(mp.mpf(1) / 12, mp.mpf(1) / 6 / mp.sqrt(df)) / (1 if df > 2 else 2)
        best, total = mp.mpf(0), mp.mpf(0)
        for sign in (1, -1):
            j = 0 if sign == 1 else 1
            while True:
                term = f(sign * j * h); total += term; rising = term > best; best = max(best, term); j += 1
                if term < best * mp.mpf(10) ** -17 and not rising and (sign == 1 or j * h > mp.log(1 + q) / 2): break
        return total * h

answers = {}
for line in open("answers.csv"):
    case, group, *values = line.strip().split(",")
    answers.setdefault(case, {}).setdefault(int(group), []).append([Fraction(v) for v in values])

def moments(v):
    m = sum(v) / len(v)
    return len(v), m, sum((x - m) ** 2 for x in v)
def split(groups):
    ms = [moments(g) for g in groups]
    n = sum(m[0] for m in ms); centre = sum(m[0] * m[1] for m in ms) / n
    return ms, sum(m[0] * (m[1] - centre) ** 2 for m in ms), sum(m[2] for m in ms), len(ms) - 1, n - len(ms)
def median(v):
    s = sorted(v); return (s[(len(s) - 1) // 2] + s[len(s) // 2]) / 2

def one_way(case, item, groups):
    ms, between, within, d1, d2 = split(groups)
    f = real(between * d2 / (within * d1))
    p = beta_upper(f, d1, d2)
    for q, v in (("between", real(between)), ("within", real(within)), ("F", f), ("p", p), ("eta", real(between / (between + within))),
                 ("omega", real((between - d1 * within / d2) / (between + within + within / d2)))): note(case, "anova", item, q, v)
    for name, centre in (("mean", lambda v: sum(v) / len(v)), ("median", median)):
        _, b, w, e1, e2 = split([[abs(x - centre(g)) for x in g] for g in groups])
        lf = real(b * e2 / (w * e1)); note(case, "levene-" + name, item, "F", lf); note(case, "levene-" + name, item, "p", beta_upper(lf, e1, e2))
    pairs = list(itertools.combinations(range(len(groups)), 2)); raw = []
    for i, j in pairs:
        (ni, mi, si), (nj, mj, sj) = ms[i], ms[j]
        t2 = (mi - mj) ** 2 / (within / d2 * (Fraction(1, ni) + Fraction(1, nj)))
        raw.append(t_two(real(t2), d2)); note(case, "lsd", item, f"{i}-{j}:p", raw[-1])
    high = mp.mpf(0)
    for rank, index in enumerate(sorted(range(len(raw)), key=lambda x: raw[x])):
        high = max(high, min(mp.mpf(1), (len(raw) - rank) * raw[index])); note(case, "holm", item, f"{pairs[index][0]}-{pairs[index][1]}:p", high)
    flat = sorted(x for g in groups for x in g); first = {}; last = {}
    for position, x in enumerate(flat): first.setdefault(x, position + 1); last[x] = position + 1
    n = len(flat)
    rank = lambda x: Fraction(first[x] + last[x], 2)
    h = 12 * sum(sum(rank(x) for x in g) ** 2 / len(g) for g in groups) / Fraction(n * (n + 1)) - 3 * (n + 1)
    h /= 1 - sum(Fraction((last[x] - first[x] + 1) ** 3 - (last[x] - first[x] + 1)) for x in first) / (n ** 3 - n)
    note(case, "kruskal", item, "H", real(h)); note(case, "kruskal", item, "p", chi_upper(real(h), d1))
    if all(m[2] > 0 for m in ms): welch(case, item, ms)

def welch(case, item, ms):
    k = len(ms); w = [m[0] * (m[0] - 1) / m[2] for m in ms]; total = sum(w)
    centre = sum(a * m[1] for a, m in zip(w, ms)) / total
    lam = sum((1 - a / total) ** 2 / (m[0] - 1) for a, m in zip(w, ms))
    f = sum(a * (m[1] - centre) ** 2 for a, m in zip(w, ms)) / (k - 1) / (1 + 2 * (k - 2) * lam / (k * k - 1)); df = (k * k - 1) / (3 * lam)
    note(case, "welch", item, "F", real(f)); note(case, "welch", item, "df", real(df)); note(case, "welch", item, "p", beta_upper(real(f), k - 1, real(df)))
    for i, j in itertools.combinations(range(k), 2):
        a, b = (ms[x][2] / (ms[x][0] - 1) / ms[x][0] for x in (i, j))
        df = real((a + b) ** 2 / (a * a / (ms[i][0] - 1) + b * b / (ms[j][0] - 1)))
        t = (1 if ms[i][1] > ms[j][1] else -1) * mp.sqrt(real((ms[i][1] - ms[j][1]) ** 2 / (a + b)))
        note(case, "gameshowell", item, f"{i}-{j}:t", t); note(case, "gameshowell", item, f"{i}-{j}:df", df)
        if (case, item) in (("structures", 1), ("missions", 2), ("plants", 1), ("iris", 3), ("contrast", 3)) and (i, j) in ((0, 1), (1, 2), (3, 4), (0, 5)):
            note(case, "gameshowell", item, f"{i}-{j}:p", range_upper(abs(t) * mp.sqrt(2), k, df))

def manova(case, items, groups):
    rows = [r[:items] for g in groups for r in g]; n = len(rows); k = len(groups); error = n - k; q = k - 1; p = items
    overall = [sum(r[a] for r in rows) / n for a in range(p)]
    E = [[Fraction(0)] * p for _ in range(p)]; H = [[Fraction(0)] * p for _ in range(p)]
    for g in groups:
        m = [sum(r[a] for r in g) / len(g) for a in range(p)]
        for a in range(p):
            for b in range(p):
                E[a][b] += sum((r[a] - m[a]) * (r[b] - m[b]) for r in g); H[a][b] += len(g) * (m[a] - overall[a]) * (m[b] - overall[b])
    E = mp.matrix([[real(x) for x in row] for row in E]); H = mp.matrix([[real(x) for x in row] for row in H])
    L = mp.cholesky(E); I = L ** -1
    M = I * H * I.T
    l = sorted(mp.eigsy((M + M.T) / 2, eigvals_only=True), reverse=True)[:min(p, q)]
    s = min(p, q); mm = mp.mpf(abs(p - q) - 1) / 2; nn = mp.mpf(error - p - 1) / 2
    V = sum(x / (1 + x) for x in l); U = sum(l); W = mp.fprod(1 / (1 + x) for x in l); r = max(p, q)
    t = mp.sqrt(mp.mpf(p * p * q * q - 4) / (p * p + q * q - 5)) if p * p + q * q - 5 > 0 else mp.mpf(1)
    df2 = (error - mp.mpf(p - q + 1) / 2) * t - mp.mpf(p * q - 2) / 2
    for name, value, f, d1, d2 in (
            ("Pillai", V, (2 * nn + s + 1) / (2 * mm + s + 1) * V / (s - V), s * (2 * mm + s + 1), s * (2 * nn + s + 1)),
            ("Wilks", W, (W ** (-1 / t) - 1) * df2 / (p * q), mp.mpf(p * q), df2),
            ("Hotelling-Lawley", U, 2 * (s * nn + 1) * U / (s * s * (2 * mm + s + 1)), s * (2 * mm + s + 1), 2 * (s * nn + 1)),
            ("Roy", l[0], (error - r + q) * l[0] / r, mp.mpf(r), mp.mpf(error - r + q))):
        for quantity, x in (("value", value), ("F", f), ("df1", d1), ("df2", d2), ("p", beta_upper(f, d1, d2))): note(case, "manova-" + name, items, quantity, x)

def alpha(case, rows):
    k = len(rows[0]); n = len(rows)
    m = [sum(r[a] for r in rows) / n for a in range(k)]
    c = [[sum((r[a] - m[a]) * (r[b] - m[b]) for r in rows) for b in range(k)] for a in range(k)]
    def of(kept): return Fraction(len(kept), len(kept) - 1) * (1 - sum(c[a][a] for a in kept) / sum(c[a][b] for a in kept for b in kept))
    note(case, "alpha", 0, "alpha", real(of(range(k))))
    mean = sum(real(c[a][b]) / mp.sqrt(real(c[a][a] * c[b][b])) for a in range(k) for b in range(a)) / (k * (k - 1) // 2)
    note(case, "alpha", 0, "standardized", k * mean / (1 + (k - 1) * mean))
    for j in range(k):
        others = [a for a in range(k) if a != j]
        cov = sum(c[j][a] for a in others); rest = sum(c[a][b] for a in others for b in others)
        note(case, "alpha", j + 1, "rest", real(cov) / mp.sqrt(real(c[j][j] * rest)))
        if k > 2: note(case, "alpha", j + 1, "without", real(of(others)))

def fisher(case, table):
    """Every table of the margins, with whole-number weights: no tolerance."""
    rows = [sum(r) for r in table]; columns = [sum(c) for c in zip(*table)]; f = mp.factorial
    from math import factorial
    def fills(left, total):
        if len(left) == 1:
            if total <= left[0]: yield (total,)
            return
        for x in range(min(left[0], total) + 1):
            for rest in fills(left[1:], total - x): yield (x,) + rest
    def weight(column):
        w = factorial(sum(column))
        for x in column: w //= factorial(x)
        return w
    observed = 1
    for c in zip(*table): observed *= weight(c)
    def walk(left, i, product):
        if i == len(columns): return (product if product <= observed else 0), product
        a = b = 0
        for c in fills(left, columns[i]):
            x, y = walk([l - v for l, v in zip(left, c)], i + 1, product * weight(c)); a += x; b += y
        return a, b
    a, b = walk(rows, 0, 1)
    note(case, "fisher", 0, "p", real(Fraction(a, b)))

for case, by_group in answers.items():
    if case == "untied": continue
    groups = [by_group[g] for g in sorted(by_group)]
    print(case, file=sys.stderr)
    items = len(groups[0][0])
    for item in range(min(items, 6)): one_way(case, item + 1, [[r[item] for r in g] for g in groups])
    for p in range(2, items + 1): manova(case, p, groups)
    if items > 1: alpha(case, [r for g in groups for r in g])
tables = {}
for line in open("tables.csv"):
    case, *counts = line.strip().split(","); tables.setdefault(case, []).append([int(x) for x in counts])
for case, table in tables.items():
    n = sum(map(sum, table)); rows = [sum(r) for r in table]; columns = [sum(c) for c in zip(*table)]
    x = sum((Fraction(o) - Fraction(rows[i] * columns[j], n)) ** 2 / Fraction(rows[i] * columns[j], n) for i, r in enumerate(table) for j, o in enumerate(r))
    note(case, "chisquare", 0, "X", real(x)); note(case, "chisquare", 0, "p", chi_upper(real(x), (len(rows) - 1) * (len(columns) - 1)))
    if case in ("tea", "two", "uneven", "structures"): fisher(case, table if len(rows) <= len(columns) else list(zip(*table)))
for q, k, df in ((0.01, 3, 10), (1, 2, 5), (3.5, 3, 20), (4.2, 6, 74), (10, 3, 82), (25, 6, 200), (60, 3, 4.5), (8, 10, 1), (500, 4, 2.5), (20, 6, 2000), (5, 3, 120.75)):
    note("Q", "range", k, f"{q}:{df}", range_upper(mp.mpf(q), k, mp.mpf(df))); print(q, file=sys.stderr)
for f, d1, d2 in ((21, 8, 180), (2001, 8, 1800), (3, 2, 18000), (40, 2, 18000), (300, 5, 300), (1e12, 3, 50), (0.001, 2, 82), (1, 70, 230.5), (6, 14, 1000), (50, 6, 2.5)):
    note("F", "tail", d1, f"F:{f:.17g}:{d2}", beta_upper(f, d1, d2))
for t, df in ((0.01, 3), (12, 82), (40, 330), (1e9, 7.5), (3, 18000), (60, 1500)): note("T", "tail", 0, f"T:{t:.17g}:{df}", t_two(mp.mpf(t) ** 2, df))
for x, df in ((0.1, 2), (50, 2), (700, 5), (1300, 15), (90, 60)): note("X", "tail", df, f"X:{x}", chi_upper(x, df))
for z in (0.01, 3, 8, 20, 36): note("Z", "tail", 0, f"Z:{z}", mp.erfc(mp.mpf(z) / mp.sqrt(2)))
open("references-precise.csv", "w").write("\n".join(out) + "\n")
