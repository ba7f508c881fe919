# References computed with R for the statistics: Rscript references.R in this directory (R 4.2; car for Levene, multcompView for the letters).
# Writes answers.csv (case, group, answers of a person), tables.csv (case, counts of a line), letters.csv (groups, different pairs, letters)
# and references-r.csv (case, procedure, item, quantity, value), 17 digits.
suppressMessages({ library(car); library(multcompView) })
options(digits = 17, contrasts = c("contr.treatment", "contr.poly"))
rows <- list()
note <- function(case, procedure, item, quantity, value)
  if (is.finite(value)) rows[[length(rows) + 1]] <<- sprintf("%s,%s,%s,%s,%.17g", case, procedure, item, quantity, value)

# Answers from 1 to 8 that depend on the person, on the group and on chance.
answers <- function(seed, sizes, items, effect, noise = 1.5) {
  set.seed(seed, kind = "Mersenne-Twister", sample.kind = "Rejection")
  group <- rep(seq_along(sizes), sizes)
  person <- rnorm(length(group))
  y <- sapply(seq_len(items), function(j) 4.5 + person + effect * (group %% 3) * (j %% 3) / 2 + rnorm(length(group), sd = noise))
  y <- pmin(pmax(round(y), 1), 8)
  colnames(y) <- NULL
  list(group = group, y = y)
}

cases <- list(
  structures = answers(1, c(50, 25, 10), 14, 0.5),
  missions = answers(2, c(16, 34, 8, 13, 5, 4), 14, 0.6),
  training = answers(3, c(53, 87), 14, 0.3),
  four = answers(4, c(20, 9, 31, 14), 6, 0.4),
  five = answers(5, c(12, 12, 12, 12, 12), 8, 0),
  contrast = answers(6, c(50, 25, 10), 5, 6, 0.4),
  far = answers(7, c(340, 260, 210), 3, 2.4, 0.7),
  iris = list(group = as.integer(iris$Species), y = as.matrix(iris[, 1:4])),
  sprays = list(group = as.integer(InsectSprays$spray), y = as.matrix(InsectSprays$count)),
  plants = list(group = as.integer(PlantGrowth$group), y = as.matrix(PlantGrowth$weight)),
  feed = list(group = as.integer(chickwts$feed), y = as.matrix(chickwts$weight)))

games.howell <- function(y, g) {
  k <- nlevels(g); n <- tapply(y, g, length); m <- tapply(y, g, mean); v <- tapply(y, g, var)
  for (i in 1:(k - 1)) for (j in (i + 1):k) {
    e <- v[i] / n[i] + v[j] / n[j]
    df <- e^2 / ((v[i] / n[i])^2 / (n[i] - 1) + (v[j] / n[j])^2 / (n[j] - 1))
    t <- (m[i] - m[j]) / sqrt(e)
    # ptukey is good to some 1e-9 and gives 0 or rounding for small p.
    p <- ptukey(abs(t) * sqrt(2), k, df, lower.tail = FALSE)
    pair(paste0(i - 1, "-", j - 1), "gameshowell", c(t = t, df = df, p = if (p > 1e-6) p))
  }
}
pair <- NULL

for (case in names(cases)) {
  g <- factor(cases[[case]]$group); y <- cases[[case]]$y
  for (item in seq_len(min(ncol(y), 6))) {
    v <- y[, item]
    put <- function(.procedure, ...) { values <- c(...); for (q in names(values)) note(case, .procedure, item, q, values[[q]]) }
    a <- anova(lm(v ~ g)); w <- oneway.test(v ~ g); k <- kruskal.test(v, g)
    put("anova", between = a[1, 2], within = a[2, 2], F = a[1, 4], p = a[1, 5], eta = a[1, 2] / sum(a[, 2]),
        omega = (a[1, 2] - a[1, 1] * a[2, 3]) / (sum(a[, 2]) + a[2, 3]))
    # Welch's test, Levene's and the pairs have no value where a group has no variance.
    if (all(tapply(v, g, var) > 0)) {
      put("welch", F = w$statistic[[1]], df = w$parameter[[2]], p = w$p.value)
      pair <- function(name, procedure, values) for (q in names(values)) note(case, procedure, item, paste(name, sub("\\..*", "", q), sep = ":"), values[[q]])
      games.howell(v, g)
    }
    for (centre in c("mean", "median")) {
      l <- leveneTest(v, g, center = get(centre))
      put(paste0("levene-", centre), F = l[1, 2], p = l[1, 3])
    }
    put("kruskal", H = k$statistic[[1]], p = k$p.value)
    for (method in c("none", "holm")) {
      p <- pairwise.t.test(v, g, p.adjust.method = method, pool.sd = TRUE)$p.value
      for (i in seq_len(nlevels(g) - 1)) for (j in (i + 1):nlevels(g))
        note(case, if (method == "none") "lsd" else "holm", item, paste0(i - 1, "-", j - 1, ":p"), p[j - 1, i])
    }
    x <- v[g == 1]; z <- v[g == 2]
    m <- suppressWarnings(wilcox.test(x, z, exact = FALSE, correct = TRUE))
    if (is.finite(m$p.value)) put("mannwhitney", U = m$statistic[[1]], normal = m$p.value)
    if (var(x) > 0) {
    i <- t.test(x)
    put("mean", mean = mean(x), low = i$conf.int[1], high = i$conf.int[2])
    }
  }
  if (ncol(y) > 1) for (items in 2:ncol(y)) {
    fit <- manova(y[, 1:items] ~ g)
    for (test in c("Pillai", "Wilks", "Hotelling-Lawley", "Roy")) {
      s <- summary(fit, test = test)$stats
      for (q in 2:6) note(case, paste0("manova-", test), items, c("", "value", "F", "df1", "df2", "p")[q], s[1, q])
    }
  }
  if (ncol(y) > 1) {
    n <- nrow(y); k <- ncol(y); s <- cov(y); r <- cor(y); mean.r <- mean(r[upper.tri(r)])
    alpha <- k / (k - 1) * (1 - sum(diag(s)) / sum(s))
    put <- function(.item, ...) { values <- c(...); for (q in names(values)) note(case, "alpha", .item, q, values[[q]]) }
    put(0, alpha = alpha, standardized = k * mean.r / (1 + (k - 1) * mean.r),
        low = 1 - (1 - alpha) * qf(0.975, n - 1, (n - 1) * (k - 1)), high = 1 - (1 - alpha) * qf(0.025, n - 1, (n - 1) * (k - 1)))
    for (j in 1:k) put(j, rest = cor(y[, j], rowSums(y[, -j, drop = FALSE])),
                       without = if (k > 2) (k - 1) / (k - 2) * (1 - sum(diag(s)[-j]) / sum(s[-j, -j])) else NULL)
  }
}

# Ranks without ties: R's exact distribution.
set.seed(8)
untied <- list(a = sample(1:200, 12), b = NULL)
untied$b <- sample(setdiff(1:200, untied$a), 17) + 25.5
m <- wilcox.test(untied$a, untied$b)
note("untied", "mannwhitney", 1, "U", m$statistic[[1]]); note("untied", "mannwhitney", 1, "exact", m$p.value)
cases$untied <- list(group = rep(1:2, c(12, 17)), y = as.matrix(c(untied$a, untied$b)))

tables <- list(
  tea = rbind(c(3, 1), c(1, 3)),
  two = rbind(c(38, 26), c(12, 41)),
  uneven = rbind(c(120, 3), c(15, 22)),
  structures = rbind(c(30, 12, 8), c(6, 14, 5), c(2, 3, 5)),
  job = rbind(c(1, 2, 1, 0), c(3, 3, 6, 1), c(10, 10, 14, 9), c(6, 7, 12, 11)),
  missions = rbind(c(10, 6), c(12, 22), c(1, 7), c(9, 4), c(5, 0), c(1, 3)),
  hair = unname(apply(HairEyeColor, 1:2, sum)),
  gears = unname(unclass(table(mtcars$carb, mtcars$gear))),
  strong = rbind(c(60, 1, 0), c(2, 55, 3), c(0, 1, 70)))
for (case in names(tables)) {
  x <- tables[[case]]
  c <- suppressWarnings(chisq.test(x, correct = FALSE)); df <- c$parameter[[1]]; n <- sum(x)
  note(case, "chisquare", 0, "X", c$statistic[[1]]); note(case, "chisquare", 0, "p", c$p.value)
  note(case, "chisquare", 0, "V", sqrt(c$statistic[[1]] / n / (min(dim(x)) - 1)))
  d <- dim(x) - 1
  note(case, "chisquare", 0, "corrected", sqrt(max(0, c$statistic[[1]] / n - prod(d) / (n - 1)) / min(d - d^2 / (n - 1))))
  for (i in seq_len(nrow(x))) for (j in seq_len(ncol(x))) {
    note(case, "chisquare", 0, paste0("expected:", i - 1, "-", j - 1), c$expected[i, j])
    note(case, "chisquare", 0, paste0("residual:", i - 1, "-", j - 1), c$residuals[i, j])
    note(case, "chisquare", 0, paste0("adjusted:", i - 1, "-", j - 1), c$stdres[i, j])
  }
  if (all(dim(x) == 2)) { q <- suppressWarnings(chisq.test(x)); note(case, "yates", 0, "X", q$statistic[[1]]); note(case, "yates", 0, "p", q$p.value) }
  if (case != "hair") note(case, "fisher", 0, "p", fisher.test(x, workspace = 2e8)$p.value)
}
for (n in c(1, 10, 136, 400, 100000)) for (x in unique(round(c(0, n / 100, n / 3, n - 1, n)))) {
  w <- suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int; b <- binom.test(x, n)$conf.int
  name <- sprintf("%d/%d", x, n)
  note(name, "wilson", 0, "low", w[1]); note(name, "wilson", 0, "high", w[2])
  note(name, "clopper", 0, "low", b[1]); note(name, "clopper", 0, "high", b[2])
}

writeLines(unlist(rows), "references-r.csv")
writeLines(unlist(lapply(names(cases), function(case) {
  y <- cases[[case]]$y
  sapply(seq_len(nrow(y)), function(i) paste(c(case, cases[[case]]$group[i], format(y[i, ], digits = 15, trim = TRUE)), collapse = ","))
})), "answers.csv")
writeLines(unlist(lapply(names(tables), function(case) apply(tables[[case]], 1, function(r) paste(c(case, r), collapse = ",")))), "tables.csv")

# Letters of random graphs.
set.seed(9)
letters.of <- function(k, chance) {
  pairs <- combn(k, 2); different <- runif(ncol(pairs)) < chance
  names(different) <- paste(letters[pairs[1, ]], letters[pairs[2, ]], sep = "-")
  l <- multcompLetters(different)$Letters
  paste(k, paste(sprintf("%d-%d", pairs[1, different] - 1, pairs[2, different] - 1), collapse = " "), paste(l[letters[1:k]], collapse = " "), sep = ",")
}
writeLines(unique(replicate(200, letters.of(sample(3:7, 1), runif(1)))), "letters.csv")
