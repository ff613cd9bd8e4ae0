/*
 * The profiles that are compiled in, data alone. docs/profiles.md has each in its text
 * form, with the source of every fact; a test holds the two equal.
 */
#include "data/profile/profile_tables.h"

#define LIST(...)                                                                        \
    {                                                                                    \
        (const char *const[]){__VA_ARGS__},                                              \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)                  \
    }
#define RULE(kind, ...)                                                                  \
    {                                                                                    \
        QUEN__PROFILE_##kind, LIST(__VA_ARGS__),                                         \
        {                                                                                \
            NULL, 0                                                                      \
        }                                                                                \
    }
#define CHOOSE(kind, columns, ...)                                                       \
    {                                                                                    \
        QUEN__PROFILE_##kind, columns, LIST(__VA_ARGS__)                                 \
    }
#define RULES(of) .rules = of, .n_rules = sizeof(of) / sizeof *of
#define UNTOLD QUEN__PROFILE_UNTOLD

/* --- web shops --- */

static const quen__profile_rule shopify[] = {
    RULE(MUST, "Name"),
    RULE(MUST, "Lineitem quantity"),
    RULE(MUST, "Lineitem name"),
    RULE(MUST, "Lineitem price"),
    RULE(CUSTOMER_EMAIL, "Email"),
    RULE(CUSTOMER_PHONE, "Phone"),
    RULE(DROP_FILLED, "Cancelled at"),
    CHOOSE(DROP, LIST("Financial Status"), "voided", "expired"),
    RULE(TOTAL, "Subtotal"),
    RULE(REFUND_ORDER, "Refunded Amount"),
};

static const quen__profile_rule woocommerce[] = {
    RULE(MUST, "item_name"),
    RULE(MUST, "item_quantity"),
    RULE(MUST, "item_total"),
    RULE(MUST, "order_id", "order_number_formatted", "order_number"),
    RULE(CUSTOMER_EMAIL, "billing_email"),
    RULE(CUSTOMER_PHONE, "billing_phone"),
    CHOOSE(DROP, LIST("status"), "cancelled", "failed", "pending", "refunded",
           "checkout-draft", "trash"),
    RULE(REFUND_LINE, "item_refunded"),
    RULE(REFUND_QUANTITY, "item_refunded_qty"),
};

static const quen__profile_rule woocommerce_advanced[] = {
    RULE(MUST, "Order Number"),
    RULE(MUST, "Order Status"),
    RULE(MUST, "Order Date"),
    RULE(MUST, "Item Name", "Product Name", "Name"),
    RULE(MUST, "Quantity (- Refund)", "Quantity"),
    RULE(MUST, "Order Line Total (- Refund)", "Order Line Total", "Item Cost"),
    RULE(CUSTOMER_EMAIL, "Email (Billing)"),
    RULE(CUSTOMER_PHONE, "Phone (Billing)"),
    CHOOSE(DROP, LIST("Order Status"), "Cancelled", "Failed", "Pending payment",
           "Refunded", "Draft"),
};

/* --- market places --- */

static const quen__profile_rule amazon[] = {
    RULE(MUST, "amazon-order-id", "order-id"),
    RULE(MUST, "purchase-date"),
    RULE(MUST, "sku"),
    RULE(MUST, "quantity", "quantity-purchased"),
    RULE(MUST, "item-price"),
    RULE(CUSTOMER_EMAIL, "buyer-email"),
    CHOOSE(DROP, LIST("order-status"), "Cancelled", "Canceled", "Pending"),
    CHOOSE(DROP, LIST("item-status"), "Cancelled", "Canceled"),
    RULE(LESS_LINE, "item-promotion-discount"),
};

static const quen__profile_rule ebay[] = {
    RULE(MUST, "Order Number"),
    RULE(MUST, "Item Number"),
    RULE(MUST, "Quantity"),
    RULE(MUST, "Sold For"),
    RULE(MUST, "Sale Date"),
    RULE(CUSTOMER_TEXT, "Buyer Username"),
    RULE(CUSTOMER_NAME, "Buyer Name"),
    RULE(DROP_EMPTY, "Item Number"),
};

/* --- tills --- */

static const quen__profile_rule square[] = {
    RULE(MUST, "Date"),
    RULE(MUST, "Time"),
    RULE(MUST, "Item"),
    RULE(MUST, "Qty"),
    RULE(MUST, "Gross Sales"),
    RULE(MUST, "Net Sales"),
    RULE(MUST, "Transaction ID"),
    RULE(CUSTOMER_TEXT, "Customer ID", "Customer Reference ID"),
    RULE(CUSTOMER_NAME, "Customer Name"),
    CHOOSE(RETURNS, LIST("Event Type"), "Refund"),
};

static const quen__profile_rule loyverse[] = {
    RULE(MUST, "Receipt number"),
    RULE(MUST, "Receipt type"),
    RULE(MUST, "Item", "Item name"),
    RULE(MUST, "Quantity"),
    RULE(MUST, "Net sales"),
    RULE(CUSTOMER_NAME, "Customer name"),
    CHOOSE(DROP, LIST("Status"), "Cancelled", "Canceled", "Voided"),
    CHOOSE(RETURNS, LIST("Receipt type"), "Refund"),
};

static const quen__profile_rule kiotviet[] = {
    RULE(MUST, "Mã hóa đơn", "Mã hoá đơn", "Invoice code"),
    RULE(MUST, "Mã hàng", "Product code"),
    RULE(MUST, "Số lượng", "Quantity"),
    RULE(MUST, "Thời gian", "Time"),
    RULE(MUST, "Thành tiền", "Giá bán", "Đơn giá", "Subtotal", "Price"),
    RULE(CUSTOMER_TEXT, "Mã khách hàng", "Customer code"),
    RULE(CUSTOMER_PHONE, "Điện thoại", "Phone"),
    RULE(CUSTOMER_NAME, "Tên khách hàng", "Khách hàng", "Customer name"),
    CHOOSE(DROP, LIST("Trạng thái", "Status"), "Đã hủy", "Đã huỷ", "Không giao được",
           "Cancelled", "Canceled"),
    RULE(LESS_ORDER, "Giảm giá hóa đơn", "Giảm giá hoá đơn", "Invoice discount"),
};

/* --- Odoo --- */

static const quen__profile_rule odoo[] = {
    RULE(MUST, "Order Reference"),
    RULE(MUST, "Order Date"),
    RULE(MUST, "Order Lines/Product", "Order Lines/Product Variant",
         "Order Lines/Product Template", "Order Lines/Description"),
    RULE(MUST, "Order Lines/Quantity"),
    RULE(CUSTOMER_TEXT, "Customer", "Customer/Display Name"),
    CHOOSE(DROP, LIST("Status"), "Quotation", "Quotation Sent", "Cancelled"),
    RULE(PERCENT, "Order Lines/Discount (%)"),
};

static const quen__profile_rule odoo_pos[] = {
    RULE(MUST, "Order Ref"),
    RULE(MUST, "Date", "Order Ref/Date"),
    RULE(MUST, "Order Lines/Product", "Order Lines/Full Product Name", "Product",
         "Full Product Name"),
    RULE(MUST, "Order Lines/Quantity", "Quantity"),
    RULE(CUSTOMER_TEXT, "Customer", "Order Ref/Customer"),
    CHOOSE(DROP, LIST("Status", "Order Ref/Status"), "New", "Cancelled"),
    RULE(PERCENT, "Order Lines/Discount (%)", "Discount (%)"),
};

/* --- all --- */

const quen_profile quen__profile_tables[QUEN__PROFILE_TABLES] = {
    {
        .name = "shopify",
        .title = "Shopify, orders",
        .origin = "Orders > Export > CSV",
        .roles =
            {
                [QUEN_PROFILE_ORDER] = LIST("Name"),
                [QUEN_PROFILE_ITEM] = LIST("Lineitem name"),
                [QUEN_PROFILE_TIME] = LIST("Created at", "Paid at"),
                [QUEN_PROFILE_QUANTITY] = LIST("Lineitem quantity"),
                [QUEN_PROFILE_PRICE] = LIST("Lineitem price"),
                [QUEN_PROFILE_CURRENCY] = LIST("Currency"),
            },
        .decimals = UNTOLD,
        .skip_lines = UNTOLD,
        .fill_down = 1,
        RULES(shopify),
    },
    {
        .name = "woocommerce",
        .title = "WooCommerce, Customer/Order/Coupon Export, one row per item",
        .origin = "WooCommerce > Export > Orders, CSV, one row per item",
        .roles =
            {
                [QUEN_PROFILE_ORDER] =
                    LIST("order_id", "order_number_formatted", "order_number"),
                [QUEN_PROFILE_ITEM] = LIST("item_name"),
                [QUEN_PROFILE_TIME] = LIST("order_date"),
                [QUEN_PROFILE_QUANTITY] = LIST("item_quantity"),
                [QUEN_PROFILE_AMOUNT] = LIST("item_total"),
                [QUEN_PROFILE_CURRENCY] = LIST("order_currency"),
            },
        .decimals = UNTOLD,
        .skip_lines = UNTOLD,
        .fill_down = UNTOLD,
        RULES(woocommerce),
    },
    {
        .name = "woocommerce_advanced",
        .title = "WooCommerce, Advanced Order Export",
        .origin = "WooCommerce > Export Orders, one row per product",
        .roles =
            {
                [QUEN_PROFILE_ORDER] = LIST("Order Number"),
                [QUEN_PROFILE_ITEM] = LIST("Item Name", "Product Name", "Name"),
                [QUEN_PROFILE_TIME] = LIST("Order Date"),
                [QUEN_PROFILE_QUANTITY] = LIST("Quantity (- Refund)", "Quantity"),
                [QUEN_PROFILE_AMOUNT] =
                    LIST("Order Line Total (- Refund)", "Order Line Total"),
                [QUEN_PROFILE_PRICE] = LIST("Item Cost"),
                [QUEN_PROFILE_CURRENCY] = LIST("Currency"),
            },
        .decimals = UNTOLD,
        .skip_lines = UNTOLD,
        .fill_down = 1,
        RULES(woocommerce_advanced),
    },
    {
        .name = "square",
        .title = "Square, items detail",
        .origin = "Dashboard > Transactions > Export > Items Detail CSV",
        .roles =
            {
                [QUEN_PROFILE_ORDER] = LIST("Transaction ID"),
                [QUEN_PROFILE_ITEM] = LIST("Item"),
                [QUEN_PROFILE_TIME] = LIST("Date"),
                [QUEN_PROFILE_TIME_OF_DAY] = LIST("Time"),
                [QUEN_PROFILE_TIME_ZONE] = LIST("Time Zone"),
                [QUEN_PROFILE_QUANTITY] = LIST("Qty"),
                [QUEN_PROFILE_AMOUNT] = LIST("Net Sales"),
            },
        .decimals = UNTOLD,
        .skip_lines = UNTOLD,
        .fill_down = UNTOLD,
        RULES(square),
    },
    {
        .name = "amazon",
        .title = "Amazon, all orders",
        .origin = "Reports > Fulfilment or Order Reports > All Orders, flat file",
        .roles =
            {
                [QUEN_PROFILE_ORDER] = LIST("amazon-order-id", "order-id"),
                [QUEN_PROFILE_ITEM] = LIST("sku"),
                [QUEN_PROFILE_ITEM_NAME] = LIST("product-name"),
                [QUEN_PROFILE_TIME] = LIST("purchase-date"),
                [QUEN_PROFILE_QUANTITY] = LIST("quantity", "quantity-purchased"),
                [QUEN_PROFILE_AMOUNT] = LIST("item-price"),
                [QUEN_PROFILE_CURRENCY] = LIST("currency"),
            },
        .decimals = UNTOLD,
        .skip_lines = UNTOLD,
        .fill_down = UNTOLD,
        .separator = "tab",
        .quoting = "none",
        RULES(amazon),
    },
    {
        .name = "ebay",
        .title = "eBay, orders report",
        .origin = "Seller Hub > Reports > Download > Orders, all orders",
        .roles =
            {
                [QUEN_PROFILE_ORDER] = LIST("Sales Record Number", "Order Number"),
                [QUEN_PROFILE_ITEM] = LIST("Item Number"),
                [QUEN_PROFILE_ITEM_NAME] = LIST("Item Title"),
                [QUEN_PROFILE_TIME] = LIST("Sale Date"),
                [QUEN_PROFILE_QUANTITY] = LIST("Quantity"),
                [QUEN_PROFILE_PRICE] = LIST("Sold For"),
            },
        .decimals = UNTOLD,
        .skip_lines = UNTOLD,
        .fill_down = 1,
        RULES(ebay),
    },
    {
        .name = "odoo",
        .title = "Odoo, sales orders with their lines",
        .origin = "Sales > Orders, list view, Action > Export, with Order Lines/...",
        .roles =
            {
                [QUEN_PROFILE_ORDER] = LIST("Order Reference"),
                [QUEN_PROFILE_ITEM] =
                    LIST("Order Lines/Product", "Order Lines/Product Variant",
                         "Order Lines/Product Template", "Order Lines/Description"),
                [QUEN_PROFILE_TIME] = LIST("Order Date"),
                [QUEN_PROFILE_QUANTITY] = LIST("Order Lines/Quantity"),
                [QUEN_PROFILE_AMOUNT] = LIST("Order Lines/Subtotal"),
                [QUEN_PROFILE_PRICE] = LIST("Order Lines/Unit Price"),
                [QUEN_PROFILE_CURRENCY] = LIST("Currency"),
            },
        .decimals = UNTOLD,
        .skip_lines = UNTOLD,
        .fill_down = 1,
        RULES(odoo),
    },
    {
        .name = "odoo_pos",
        .title = "Odoo, Point of Sale orders with their lines",
        .origin =
            "Point of Sale > Orders, list view, Action > Export, with Order Lines/...",
        .roles =
            {
                [QUEN_PROFILE_ORDER] = LIST("Order Ref"),
                [QUEN_PROFILE_ITEM] =
                    LIST("Order Lines/Product", "Order Lines/Full Product Name",
                         "Product", "Full Product Name"),
                [QUEN_PROFILE_TIME] = LIST("Date", "Order Ref/Date"),
                [QUEN_PROFILE_QUANTITY] = LIST("Order Lines/Quantity", "Quantity"),
                [QUEN_PROFILE_AMOUNT] =
                    LIST("Order Lines/Tax Excl.", "Order Lines/Subtotal w/o Tax",
                         "Tax Excl.", "Subtotal w/o Tax"),
                [QUEN_PROFILE_PRICE] = LIST("Order Lines/Unit Price", "Unit Price"),
                [QUEN_PROFILE_CURRENCY] = LIST("Currency", "Order Ref/Currency"),
            },
        .decimals = UNTOLD,
        .skip_lines = UNTOLD,
        .fill_down = 1,
        RULES(odoo_pos),
    },
    {
        .name = "loyverse",
        .title = "Loyverse, receipts by item",
        .origin = "Back office > Reports > Receipts > Export > Receipts by item",
        .roles =
            {
                [QUEN_PROFILE_ORDER] = LIST("Receipt number"),
                [QUEN_PROFILE_ITEM] = LIST("Item", "Item name"),
                [QUEN_PROFILE_TIME] = LIST("Date"),
                [QUEN_PROFILE_QUANTITY] = LIST("Quantity"),
                [QUEN_PROFILE_AMOUNT] = LIST("Net sales"),
            },
        .decimals = UNTOLD,
        .skip_lines = UNTOLD,
        .fill_down = UNTOLD,
        RULES(loyverse),
    },
    {
        .name = "kiotviet",
        .title = "KiotViet, invoices in detail",
        .origin = "Giao dịch > Hóa đơn > Xuất file > File chi tiết, saved as CSV",
        .roles =
            {
                [QUEN_PROFILE_ORDER] = LIST("Mã hóa đơn", "Mã hoá đơn", "Invoice code"),
                [QUEN_PROFILE_ITEM] = LIST("Mã hàng", "Product code"),
                [QUEN_PROFILE_ITEM_NAME] = LIST("Tên hàng", "Product name"),
                [QUEN_PROFILE_TIME] = LIST("Thời gian", "Time"),
                [QUEN_PROFILE_QUANTITY] = LIST("Số lượng", "Quantity"),
                [QUEN_PROFILE_AMOUNT] = LIST("Thành tiền", "Subtotal"),
                [QUEN_PROFILE_PRICE] = LIST("Giá bán", "Đơn giá", "Price"),
            },
        .nobody = LIST("Khách lẻ", "Khách vãng lai"),
        .time_format = "%d/%m/%Y %H:%M",
        .decimals = 0,
        .skip_lines = UNTOLD,
        .fill_down = UNTOLD,
        .currency = "VND",
        RULES(kiotviet),
    },
};
