/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 71f53f8fd1d8ac4a0e435d3afca40367e2b2fb7a */




static const zend_function_entry class_Quen_Exception_Exception_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Exception_InvalidArgumentException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Exception_OutOfMemoryException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Exception_OverflowException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Exception_NotFoundException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Exception_CancelledException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Exception_IoException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Exception_FormatException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Exception_VersionException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Exception_NumericException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Quen_Exception_NoPartException_methods[] = {
	ZEND_FE_END
};

static zend_class_entry *register_class_Quen_Exception_Exception(zend_class_entry *class_entry_Throwable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "Exception", class_Quen_Exception_Exception_methods);
	class_entry = zend_register_internal_interface(&ce);
	zend_class_implements(class_entry, 1, class_entry_Throwable);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Exception_InvalidArgumentException(zend_class_entry *class_entry_ValueError, zend_class_entry *class_entry_Quen_Exception_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "InvalidArgumentException", class_Quen_Exception_InvalidArgumentException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_ValueError);
	zend_class_implements(class_entry, 1, class_entry_Quen_Exception_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Exception_OutOfMemoryException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Quen_Exception_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "OutOfMemoryException", class_Quen_Exception_OutOfMemoryException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Quen_Exception_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Exception_OverflowException(zend_class_entry *class_entry_OverflowException, zend_class_entry *class_entry_Quen_Exception_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "OverflowException", class_Quen_Exception_OverflowException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_OverflowException);
	zend_class_implements(class_entry, 1, class_entry_Quen_Exception_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Exception_NotFoundException(zend_class_entry *class_entry_OutOfBoundsException, zend_class_entry *class_entry_Quen_Exception_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "NotFoundException", class_Quen_Exception_NotFoundException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_OutOfBoundsException);
	zend_class_implements(class_entry, 1, class_entry_Quen_Exception_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Exception_CancelledException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Quen_Exception_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "CancelledException", class_Quen_Exception_CancelledException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Quen_Exception_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Exception_IoException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Quen_Exception_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "IoException", class_Quen_Exception_IoException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Quen_Exception_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Exception_FormatException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Quen_Exception_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "FormatException", class_Quen_Exception_FormatException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Quen_Exception_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Exception_VersionException(zend_class_entry *class_entry_Quen_Exception_FormatException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "VersionException", class_Quen_Exception_VersionException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Quen_Exception_FormatException);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Exception_NumericException(zend_class_entry *class_entry_DomainException, zend_class_entry *class_entry_Quen_Exception_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "NumericException", class_Quen_Exception_NumericException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_DomainException);
	zend_class_implements(class_entry, 1, class_entry_Quen_Exception_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Quen_Exception_NoPartException(zend_class_entry *class_entry_LogicException, zend_class_entry *class_entry_Quen_Exception_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Quen\\Exception", "NoPartException", class_Quen_Exception_NoPartException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_LogicException);
	zend_class_implements(class_entry, 1, class_entry_Quen_Exception_Exception);

	return class_entry;
}
