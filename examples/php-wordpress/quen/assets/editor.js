/* The blocks in the editor: what the server shows, and three settings. */
(function (wp) {
    'use strict';
    const el = wp.element.createElement;
    const __ = wp.i18n.__;
    const { InspectorControls, useBlockProps } = wp.blockEditor;
    const { Disabled, PanelBody, RangeControl, TextControl } = wp.components;

    function settings(name, attributes, set) {
        return el(
            PanelBody,
            { title: __('Offers', 'quen') },
            el(TextControl, {
                label: __('Title', 'quen'),
                value: attributes.title,
                onChange: (title) => set({ title }),
            }),
            el(RangeControl, {
                label: __('How many', 'quen'),
                value: attributes.count,
                min: 1,
                max: 24,
                onChange: (count) => set({ count }),
            }),
            name === 'quen/also-bought' &&
                el(TextControl, {
                    label: __('Number of the product', 'quen'),
                    help: __('0: the product that the page is about.', 'quen'),
                    type: 'number',
                    value: String(attributes.product),
                    onChange: (text) => set({ product: Math.max(0, parseInt(text, 10) || 0) }),
                })
        );
    }

    function edit({ name, attributes, setAttributes }) {
        return el(
            'div',
            useBlockProps(),
            el(InspectorControls, null, settings(name, attributes, setAttributes)),
            el(Disabled, null, el(wp.serverSideRender, { block: name, attributes }))
        );
    }

    for (const name of ['quen/also-bought', 'quen/for-you']) {
        wp.blocks.registerBlockType(name, { edit, save: () => null });
    }
})(window.wp);
