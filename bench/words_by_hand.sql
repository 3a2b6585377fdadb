-- What judged_by_hand.sql says in a word: how each kind of cell is read, and why it is not.
CREATE MACRO is_blank(c) AS c = '' OR regexp_full_match(c, '[\s\x{00a0}\x{2007}\x{202f}\x{200b}\x{feff}]*');
CREATE MACRO is_unsaid(c) AS c = '' OR regexp_full_match(c, '[\s\x{00a0}\x{2007}\x{202f}\x{200b}\x{feff}]*[-\x{2010}-\x{2014}\x{2212}]*[\s\x{00a0}\x{2007}\x{202f}\x{200b}\x{feff}]*');
CREATE MACRO stripped(c) AS regexp_replace(c, '^[\s\x{00a0}\x{2007}\x{202f}\x{200b}\x{feff}]+|[\s\x{00a0}\x{2007}\x{202f}\x{200b}\x{feff}]+$', '', 'g');
CREATE MACRO folded(c) AS regexp_replace(lower(stripped(c)), '[\s\x{00a0}\x{2007}\x{202f}\x{200b}\x{feff}]+', ' ', 'g');
CREATE MACRO masked(c) AS regexp_replace(regexp_replace(c, '[0-9]', '9', 'g'), '[A-Za-z\x{80}-\x{10ffff}]', 'x', 'g');
CREATE MACRO text_of(c) AS CASE
    WHEN regexp_matches(c, '^[!-~](?:[ -~]*[!-~])?$') THEN c
    WHEN is_blank(c) OR regexp_matches(stripped(c), '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]') THEN NULL
    ELSE stripped(c) END;
CREATE MACRO digits_of(c) AS regexp_replace(c, '(?:[\s\x{00a0}\x{2007}\x{202f}\x{200b}\x{feff}]|[.''\x{2018}\x{2019}`])+', '', 'g');
CREATE MACRO is_nik(c) AS regexp_matches(c, '^[0-9]{6}(?:(?:0[1-9]|1[0-9]|2[0-8]|4[1-9]|5[0-9]|6[0-8])(?:0[1-9]|1[0-2])[0-9]{2}|(?:29|30|69|70)(?:(?:0[469]|11)|(?:0[13578]|1[02]))[0-9]{2}|(?:31|71)(?:0[13578]|1[02])[0-9]{2}|(?:29|69)02(?:[02468][048]|[13579][26]))(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)$');
CREATE MACRO nik_of(c) AS CASE WHEN is_nik(c) THEN c WHEN is_nik(digits_of(c)) THEN digits_of(c) END;
CREATE MACRO no_nik(c) AS CASE
    WHEN regexp_matches(c, '[0-9] ?[eE] ?\+?[0-9]') THEN 'Excel menyimpan NIK ini sebagai angka sehingga digit terakhirnya hilang; ubah kolom menjadi teks dan ketik ulang NIK'
    WHEN NOT regexp_matches(digits_of(c), '^[0-9]*$') THEN 'NIK hanya boleh berisi angka'
    WHEN NOT regexp_matches(digits_of(c), '^[0-9]{16}$') THEN 'NIK harus 16 angka'
    WHEN NOT regexp_matches(digits_of(c), '^[0-9]{6}(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])') THEN 'hari lahir dalam NIK bukan 01-31 atau 41-71'
    WHEN NOT regexp_matches(digits_of(c), '^[0-9]{8}(?:0[1-9]|1[0-2])') THEN 'bulan lahir dalam NIK bukan 01-12'
    WHEN is_nik(digits_of(c)[1:12] || '0001') THEN 'nomor urut NIK 0000'
    ELSE 'tanggal lahir dalam NIK tidak ada di kalender' END;
CREATE MACRO choice_of(c, spellings) AS coalesce(spellings[c], spellings[folded(regexp_replace(c, '^([0-9]+)\.0+$', '\1'))]);
CREATE MACRO month_of(word) AS lpad((list_position(['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'],
    CASE left(word, 3) WHEN 'agt' THEN 'agu' WHEN 'ags' THEN 'agu' WHEN 'aug' THEN 'agu' WHEN 'may' THEN 'mei' WHEN 'oct' THEN 'okt'
        WHEN 'dec' THEN 'des' WHEN 'nop' THEN 'nov' WHEN 'peb' THEN 'feb' WHEN 'mrt' THEN 'mar' ELSE left(word, 3) END))::varchar, 2, '0');
CREATE MACRO worded(c, pattern) AS
    CASE WHEN length(regexp_extract(c, pattern, 3)) = 4 THEN '' WHEN regexp_extract(c, pattern, 3) < '30' THEN '20' ELSE '19' END
    || regexp_extract(c, pattern, 3) || '-' || month_of(lower(regexp_extract(c, pattern, 2))) || '-' || lpad(regexp_extract(c, pattern, 1), 2, '0');
CREATE MACRO day_of(c) AS try_cast(CASE
    WHEN regexp_matches(c, '^[0-9]{2}[/.-][0-9]{2}[/.-][12][0-9]{3}$') THEN c[7:10] || '-' || c[4:5] || '-' || c[1:2]
    WHEN regexp_matches(c, '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$') THEN c
    WHEN regexp_matches(c, '^[1-9][0-9]{4}$') THEN (DATE '1899-12-30' + c::integer)::varchar
    WHEN regexp_matches(c, '^[\s\x{00a0}]*[0-9]{1,2} *[/.-] *[0-9]{1,2} *[/.-] *[12][0-9]{3}[\s\x{00a0}]*$')
        THEN strftime(try_strptime(regexp_replace(c, '[\s\x{00a0}]+', '', 'g'), ['%d/%m/%Y', '%d.%m.%Y', '%d-%m-%Y']), '%Y-%m-%d')
    WHEN regexp_matches(c, '^[\s\x{00a0}]*[0-9]{1,2}[\s\x{00a0}./-]*[A-Za-z]+[\s\x{00a0}./-]*(?:[12][0-9]{3}|[0-9]{2})[\s\x{00a0}]*$')
        THEN worded(c, '^[\s\x{00a0}]*([0-9]{1,2})[\s\x{00a0}./-]*([A-Za-z]+)[\s\x{00a0}./-]*([12][0-9]{3}|[0-9]{2})[\s\x{00a0}]*$')
    ELSE regexp_extract(c, '^[\s\x{00a0}]*([12][0-9]{3}-[0-9]{2}-[0-9]{2})(?:[ T]00:00:00)?[\s\x{00a0}]*$', 1) END AS date);
CREATE MACRO no_day(c) AS CASE
    WHEN regexp_matches(c, '^[\s\x{00a0}]*(?:[0-9]{1,2} *[/.-] *[0-9]{1,2} *[/.-] *[12][0-9]{3}|[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?:[ T]00:00:00)?)[\s\x{00a0}]*$')
        THEN 'tanggal tidak ada di kalender'
    WHEN month_of(lower(regexp_extract(c, '[A-Za-z]+', 0))) IS NOT NULL THEN 'tanggal tidak ada di kalender'
    WHEN regexp_matches(c, '^[\s\x{00a0}]*[0-9]{1,2} *[/.-] *[0-9]{1,2} *[/.-] *[0-9]{2}[\s\x{00a0}]*$') THEN 'tahun dua angka dapat dibaca beberapa cara; tulis empat angka'
    ELSE 'bukan tanggal' END;
CREATE MACRO area_key(c) AS CASE WHEN regexp_matches(c, '^[0-9.]+$') THEN c ELSE nullif(folded(c), '') END;
CREATE MACRO is_far(key) AS regexp_matches(key, '^[1-9][0-9](?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?|[0-9]{2}|[0-9]{4}|[0-9]{5}|[0-9]{8})$')
    AND NOT regexp_matches(key, '^(?:13\.05|1305|1306)');
CREATE MACRO decimal_of(c) AS CASE
    WHEN regexp_matches(c, '^-?(?:(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]{1,8}0*)?)$')
        THEN try_cast(replace(replace(c, '.', ''), ',', '.') AS decimal(18, 8))::decimal(28, 8)
    WHEN regexp_matches(stripped(c), '^[-+(\x{2212}\x{2013}]? *(?:(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]{1,8}0*)?) *\)?$')
        THEN try_cast(replace(replace(regexp_extract(c, '[0-9](?:[0-9.,]*[0-9])?', 0), '.', ''), ',', '.') AS decimal(28, 8))
            * CASE WHEN regexp_matches(c, '^[^0-9]*[-(\x{2212}\x{2013}]') THEN -1 ELSE 1 END END;
CREATE MACRO hashed(c) AS sha256(getvariable('outer_pad') || unhex(sha256(getvariable('inner_pad') || encode(c))));
