<!doctype html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?php echo esc_html(get_bloginfo('name')); ?></title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="<?php echo esc_url(get_stylesheet_uri()); ?>">
<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<?php while (have_posts()) { ?>
<?php the_post(); ?>
<main><h1><?php echo esc_html(get_the_title()); ?></h1><?php the_content(); ?></main>
<?php } ?>
<?php wp_footer(); ?>
</body>
</html>
