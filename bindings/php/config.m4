dnl The extension quen: phpize && ./configure && make
dnl
dnl The library's own sources are compiled in, as sources.txt lists them, with the dense
dnl kernels that it brings: nothing but a C compiler is needed. --with-quen[=DIR] links an
dnl installed library by pkg-config instead.

PHP_ARG_WITH([quen],
  [for an installed libquen],
  [AS_HELP_STRING([[--with-quen[=DIR]]],
    [Link libquen by pkg-config, of the prefix DIR if it is given; otherwise its sources
    are compiled in])])

QUEN_SOURCES="src/arguments.c src/attributes.c src/baskets.c src/call.c src/churn.c
  src/churn_backtest.c src/columns.c src/each_row.c src/errors.c src/evaluate.c
  src/evaluate_ranking.c src/features.c src/figures.c src/functions.c src/habits.c
  src/handles.c src/itemcf.c src/kmeans.c src/labels.c src/lifetime.c src/link.c
  src/link_values.c src/logit.c src/matrix.c src/memory.c src/module.c src/moments.c
  src/objects.c src/offers.c src/options.c src/orders.c src/orders_columns.c
  src/orders_import.c src/orders_rows.c src/orders_told.c src/results.c src/rfm.c
  src/rows.c src/scaler.c src/segments.c src/shop.c src/shop_ask.c src/shop_cache.c
  src/shop_figures.c src/split.c src/tables_generated.c src/values.c"
QUEN_CFLAGS="-fvisibility=hidden -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1"

if test "${with_quen+set}" = set && test "$with_quen" != no; then
  if test "$PHP_QUEN" != yes; then
    PKG_CONFIG_PATH="$PHP_QUEN/lib/pkgconfig:$PHP_QUEN/lib64/pkgconfig:$PKG_CONFIG_PATH"
    export PKG_CONFIG_PATH
  fi
  PKG_CHECK_MODULES([LIBQUEN], [quen >= 0.1.0])
  PHP_EVAL_INCLINE([$LIBQUEN_CFLAGS])
  PHP_EVAL_LIBLINE([$LIBQUEN_LIBS], [QUEN_SHARED_LIBADD])
  PHP_SUBST([QUEN_SHARED_LIBADD])
  PHP_NEW_EXTENSION([quen], [$QUEN_SOURCES], [$ext_shared],, [$QUEN_CFLAGS])
else
  quen_root=`cd "$abs_srcdir/../.." && pwd`
  if test ! -f "$quen_root/include/quen.h"; then
    AC_MSG_ERROR([the library's sources are not in $quen_root: build within its source tree, or give --with-quen=DIR])
  fi
  PHP_NEW_EXTENSION([quen], [$QUEN_SOURCES], [$ext_shared],,
    [$QUEN_CFLAGS -DQUEN_STATIC "-I$quen_root/include"])

  dnl php.m4 names objects by what is in front of the first dot, and drops all but one of
  dnl those that are called ../something; so the library's have rules of their own here.
  quen_flags="-std=c11 -fvisibility=hidden -ffp-contract=off -fno-math-errno"
  quen_flags="$quen_flags -D_POSIX_C_SOURCE=200809L -DQUEN_BUILDING -DQUEN_STATIC"
  quen_flags="$quen_flags '-I$quen_root/include' '-I$quen_root/lib'"
  quen_flags="$quen_flags -isystem '$quen_root/third_party/utf8proc'"
  dnl Where PHP's -O2 holds, the library is compiled as its own release build is.
  case " $CFLAGS " in
    *" -O2 "*[)] quen_flags="$quen_flags -O3" ;;
  esac
  case $host_cpu in
    i?86[)] quen_flags="$quen_flags -msse2 -mfpmath=sse" ;;
  esac
  while read -r quen_source; do
    quen_object=quenlib/`echo "$quen_source" | $SED 's,/,_,g; s,\.c$,,'`
    shared_objects_quen="$shared_objects_quen $quen_object.lo"
    cat >>Makefile.objects <<EOF
-include $quen_object.dep
$quen_object.lo: $quen_root/$quen_source
	\$(LIBTOOL) --tag=CC --mode=compile \$(CC) \$(CFLAGS_CLEAN) $quen_flags -c '$quen_root/$quen_source' -o $quen_object.lo -MMD -MF $quen_object.dep -MT $quen_object.lo
EOF
  done <"$abs_srcdir/sources.txt"
  PHP_ADD_LIBRARY([m],, [QUEN_SHARED_LIBADD])
  PHP_ADD_LIBRARY([pthread],, [QUEN_SHARED_LIBADD])
  PHP_SUBST([QUEN_SHARED_LIBADD])
  PHP_ADD_BUILD_DIR([$ext_builddir/quenlib])
fi
PHP_ADD_BUILD_DIR([$ext_builddir/src])
