#!/usr/bin/env python3
"""References for PairedComparisonTests, to 40 digits (python3-mpmath): exact fractions up to the last step; signed ranks by trying every assignment of signs."""
from fractions import Fraction
from itertools import product
from mpmath import mp, betainc, mpf, sqrt, findroot

mp.dps = 40

def t_p(t, df):
    return betainc(mpf(df) / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)

def paired(pairs):
    d = [Fraction(b) - Fraction(a) for a, b in pairs]
    n = len(d)
    mean = sum(d) / n
    var = sum((x - mean) ** 2 for x in d) / (n - 1)
    sd = sqrt(mpf(var.numerator) / var.denominator)
    m = mpf(mean.numerator) / mean.denominator
    t = m / (sd / sqrt(n))
    q = findroot(lambda x: t_p(x, n - 1) - mpf('0.05'), 2.2)
    return dict(mean=m, sd=sd, t=t, p=t_p(t, n - 1), low=m - q * sd / sqrt(n), high=m + q * sd / sqrt(n), d=m / sd)

def wilcoxon(pairs):
    d = [Fraction(b) - Fraction(a) for a, b in pairs]
    d = sorted((x for x in d if x != 0), key=abs)
    ranks = [Fraction(sum(1 for y in d if abs(y) < abs(x)) * 2 + sum(1 for y in d if abs(y) == abs(x)) + 1, 2) for x in d]
    rising = sum(r for r, x in zip(ranks, d) if x > 0)
    total = sum(ranks)
    low = min(rising, total - rising)
    hits = sum(1 for signs in product((0, 1), repeat=len(d)) if sum(r for r, s in zip(ranks, signs) if s) <= low)
    return len(d), rising, min(Fraction(1), Fraction(2 * hits, 2 ** len(d)))

SETS = {
    # Student's sleep data (R: sleep), Hollander & Wolfe's depression scores (R: ?wilcox.test), ratings of 1 to 8 with ties and people who did not change.
    'sleep': [('0.7', '1.9'), ('-1.6', '0.8'), ('-0.2', '1.1'), ('-1.2', '0.1'), ('-0.1', '-0.1'), ('3.4', '4.4'), ('3.7', '5.5'), ('0.8', '1.6'), ('0.0', '4.6'), ('2.0', '3.4')],
    'depression': [('1.83', '0.878'), ('0.50', '0.647'), ('1.62', '0.598'), ('2.48', '2.05'), ('1.68', '1.06'), ('1.88', '1.29'), ('1.55', '1.06'), ('3.06', '3.14'), ('1.30', '1.29')],
    'ratings': [(3, 5), (4, 4), (2, 6), (5, 6), (6, 5), (3, 4), (1, 5), (4, 7), (5, 5), (2, 4), (7, 8), (3, 3), (4, 6), (6, 7), (5, 4)],
}
for name, pairs in SETS.items():
    print(name, {k: mp.nstr(v, 18) for k, v in paired(pairs).items()}, *(str(x) for x in wilcoxon(pairs)), float(wilcoxon(pairs)[2]))
